"""What a sentence leaves open by its form: promises, threats, vows, plans, tasks and secrets, in
what people say to each other and in what the narration says of them.

Sentences are matched in small letters with straight apostrophes (`hasty.plain`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.reading.language.hasty import plain
from fabula.reading.threads.thread_words import HELPS
from fabula.story.records import ThreadKind

LONGEST = 45  # words of a sentence: in longer ones any form may be found
_WILL = r"(?:'ll| will| shall)"
_BARE = re.compile(r"\W*(?:and\s)?i\s(?:promise|swear)(?:\s(?:you|it))?\W*\Z")
_AHEAD = re.compile(rf"{_WILL}\s|\bwon't\b")
_NOT = r"(?: not|n't|not)"
_TELLS = r"(?:tell|told|tells|telling)"
_NOBODY = r"(?:nobody|no-one|no\sone|not\sa\s(?:living\s)?soul)"
_SOMEBODY = (
    r"(?:any(?:one|body)|a\s(?:living\s)?soul|him|her|them|your|my|his|the|mrs?|mum|mam|mom"
    r"|dad|da|mother"
    r"|father|mama|papa|nan|gran)\b"
)
_HELPS = "|".join(sorted(HELPS))
_THEY = (
    r"(?:he|she|they|nobody|no\sone|anyone|father|mother|mum|mam|mom|dad|(?:your|my|his|her"
    r"|the)\s\w+)"
)


class Bound(NamedTuple):
    """What words open: the kind of thread; whether whoever hears them is bound."""

    kind: ThreadKind
    binds_hearer: bool = False


class Form(NamedTuple):
    """A form of words that opens something."""

    bound: Bound
    words: re.Pattern[str]


def _form(kind: ThreadKind, *words: str, hearer: bool = False) -> Form:
    return Form(Bound(kind, hearer), re.compile("|".join(words)))


SAID: tuple[Form, ...] = (
    _form(
        "threat",
        rf"\b(?:then|and|or)\si{_WILL}\s(?:scream|shout|call\sout)\b",
        r"\bor\selse\b(?!\s\w+\s(?:is|was))|\bi\sknow\swhere\syou(?:r\s\w+)?\s(?:live|sleep)",
        rf"(?:{_WILL}|\bcould|\bcan)\shave\s(?:you|him|her)\s(?:arrested|hanged"
        r"|hung|dismissed|thrown|put"
        r"|whipped|flogged|shot|killed|locked|sacked|fired|removed|deported|charged"
        r"|up\sbefore)",
        rf"\b(?:i|we){_WILL}\s(?:go\sto|call|fetch|send\sfor|ring|have"
        r"|tell)\s(?:in\s)?the\s(?:police|cops|law|papers"
        r"|magistrate|sheriff|guards?|constable|authorities|council|landlord)\b",
        rf"\bi{_WILL}\shave\syour\s(?:tongue|throat|heart|eyes|hands|job|badge|head|hide"
        r"|licence|license|guts|skin|ears|neck"
        r"|house|farm)\b",
        rf"\b(?:i|we){_WILL}\smake\s(?:you|him|her|them)\s(?:pay|sorry|wish|regret|suffer|beg"
        r"|scream)",
        rf"\b(?:you|he|she|they){_WILL}\s(?:be\ssorry|wish\s(?:you|he|she|they)(?:'d|\shad)\s"
        r"|pay\sfor|live\sto\sregret|go\swithout)",
        r"\byou(?:'re|\sare)\s(?:a\sdead\s(?:man|woman)|dead|finished|done\sfor"
        r"|out\sof\s(?:this|my)\s\w+)\b|\bmove\sand\syou\b",
        rf"\byou(?:\swon't|{_WILL}\s(?:not|never))\s(?:live|leave\shere|get\saway"
        r"|see\s(?:another|the\s(?:morning|sun))"
        r"|walk\saway|work\s(?:in|again))",
        rf"\bi{_WILL}\ssee\syou\s(?:hang|dead|in\s(?:hell|court|jail|gaol|prison|chains)|pay"
        r"|ruined)",
        r"\byou(?:'ve|\shave)(?:\sgot)?\s(?:till?|until)\s|\bi(?:'m|\sam)\swarning\syou"
        r"|\bi\swarn\syou\b",
        rf"\bi{_WILL}\sbe\swatching\syou\b|\bmake\s(?:things|it|life)\s(?:\w+\s)?(?:difficult"
        r"|hard|unpleasant|hot|miserable)\sfor\s(?:you|him|her|them)\b"
        r"|\b(?:wouldn't|don't)\swant\sanything\sto\shappen\b",
        rf"(?:{_WILL})\sbe\s(?:dead|in\sthe\s(?:ground|river)|hanged|sorry)\b.*\b(?:if"
        rf"|unless)\b|\bif\b.*(?:{_WILL})\sbe\s(?:dead|hanged|sorry)\b",
        r"\b(?:last|final|only)\s(?:warning|chance)\b|\byour\sdays\sare\snumbered"
        r"|\bsee\swhat\shappens\b",
        r"\b(?:this|it)\s(?:isn't|is\snot)\sover\b|\bheard\sthe\slast\sof\s(?:me|us|this)"
        r"|\bnext\stime\si\swon't\b",
        r"\b(?:pity|shame)\sif\s(?:something|anything|somebody|someone|he|she|it|your)\b"
        r"|\baccidents\s(?:do\s)?happen\b",
        r"\b(?:i\swon't|i'll\snot|don't\smake\sme)\s(?:ask|say|tell|warn)\s(?:it\s"
        r"|you\s)?(?:again|twice)\b|\bdon't\smake\sme\s(?:come|hurt|do|use|tell|call)",
        r"\b(?:(?:do\s)?you\swant|would\syou\s(?:rather|like))\s(?:me\sto\s(?:tell|call|fetch"
        r"|ring)|i\s(?:told|called|fetched|rang))\b"
        r"|\bhow\swould\syou\slike\sit\sif\si\b",
        r"\b(?:people|men|folk|girls|boys|those)\s(?:who|that)\s.*\b(?:end\sup|get\shurt"
        r"|don't\slast|have\saccidents|go\smissing|disappear)\b",
        rf"\bif\s(?:you|he|she|they|anyone|anybody)\s(?:do(?:es)?{_NOT}|ever|dares?"
        r"|so\smuch\sas|tells?\b|don't"
        r"|tr(?:y|ies)\sto|tr(?:y|ies)\sany|comes?\snear|lay|touch|lose|fail|refuse|speak"
        r"|breathe)\b"
        rf".*\b(?:i|we|he|she|they){_WILL}\s(?!not\s(?:mind|blame)|be\shere|wait|help)",
        rf"\bunless\s(?:you|he|she|they)\b.*\b(?:i|we|he|she|they){_WILL}\s",
        r"\bbefore\s(?:i|we)\s(?:put|send|have|strap|throw|lock|kick|break|set|call|shoot"
        r"|kill|hit|box|slap|tell)\s(?:you|him|her|them|the\s(?:dogs|police|law|guards?))\b",
        rf"\b(?:i|we){_WILL}\s(?:set|put)\s(?:the|my)\s(?:dogs?|police|law|guards?)\son\b",
    ),
    _form(
        "vow",
        r"\bi(?:\swon't|\swill\snot|\sshan't|\sshall\snot|\swill\snever|'ll\snever"
        r"|\sshall\snever)\s(?:ever\s)?(?:say|tell|breathe|speak|mention)\b",
        r"\bi\sswore\s(?:that\s)?i(?:'d|\swould)\snever\b|\bwe\sagreed\swe\swouldn't\b",
    ),
    _form(
        "secret",
        rf"\bdo{_NOT}\s(?:you\s)?(?:ever\s|dare\s|go\s|go\sand\s)?(?:tell\s(?!me\b|us\b|it\b"
        r"|lies|tales|stories|(?:him|her|them)\s(?:to|what\sto|how\sto)\b)\w+|let\son\b"
        r"|say\sanything\b)",
        rf"\b(?:must|ca|can|should|may)(?:{_NOT}|\snever)\s(?:ever\s)?tell\s{_SOMEBODY}",
        rf"\b(?:if\syou\s(?:ever\s)?|you(?:'d|\shad)\sbetter\snot\s)tell\s{_SOMEBODY}\W*\Z",
        r"\A\W*you\s(?:never\s(?:saw|heard|met)|didn't\s(?:see|hear))\s(?:nothing|anything"
        r"|no\sone|nobody|me|us|it|this|that)\b"
        r"|\A\W*you\ssaw\s(?:nothing|no\sone|nobody)\b|\bwas\snever\shere\b"
        r"|\bthis\snever\shappened\b",
        r"(?:\bnever|\bnot|n't)\s(?:ever\s|once\s|yet\s)?(?:told|tell|said|spoken|spoke"
        r"|mentioned|breathed|shown|admitted|confessed)\b.*\b(?:a\s(?:living\s)?soul"
        r"|any(?:one|body))\b",
        r"\bdoesn't\sknow\swon't\shurt\b|\bnot\s(?:ever\s)?(?:speak"
        r"|talk)\s(?:of\s\w+\s)?to\s(?:any|a\ssoul)",
        r"\byou(?:\swill|'ll|\sshall|\smust)(?:\snot|\snever|\ssay\snothing)\s?(?:speak|tell"
        r"|say|mention|breathe|repeat)?\b.*\b(?:anybody|anyone|a\ssoul|of\sthis|of\sit"
        r"|about)\b",
        r"\b(?:swear|promise)\s(?:me\s)?(?:that\s)?(?:you(?:'ll|\swill|\swon't)"
        rf"|not\sto)\s(?:never\s|not\s|ever\s)?(?:{_TELLS}|say|breathe|speak"
        r"|mention)\b(?<!will\stell)(?<!'ll\stell)",
        rf"\bnever\s(?:to\s|ever\s)?{_TELLS}\s{_SOMEBODY}|\bnot\sto\s(?:ever\s)?tell\b",
        rf"\b{_THEY}\s(?:must|can|may|needn't|ca)\s?(?:never|not|n't)?\s?(?:ever\s)?(?:know"
        r"|find\sout|learn|hear\sof|see\sthis)\b"
        r"(?<!can\sknow)(?<!can\slearn)(?<!must\sknow)(?<!can\sfind\sout)(?<!must\slearn)",
        rf"\b{_NOBODY}\s(?:must|can|may|is\sto|should|needs?\s(?:to"
        r"|ever))\s(?:ever\s)?(?:know|find\sout)\b|\bdoesn't\s(?:need|have)\sto\sknow\b",
        r"(?<!\bi'll\s)(?<!\bi\swill\s)(?<!\bi\sshall\s)\b(?:leave|left)\s(?:that|it|this|him"
        r"|her|me|them"
        r"|my\sname)\s(?:\w+\s)?out\b(?!side)",
        r"\bkeep\s(?:it|this|that|him|her|them|\w+\s\w+)\s(?:a\s|our\s)?(?:secret|quiet|dark"
        r"|to\s(?:yoursel|oursel|mysel)|between)"
        r"|\bkeep\s(?:your|my)\s(?:mouths?|trap|lips|tongue)\s(?:shut|closed|still|sealed)"
        r"|\bhold\syour\stongue\sabout|\bmum's\sthe\sword",
        r"\b(?:just|keep\sit|this\sis|that's|it's|stays?|strictly"
        r"|remains?)\sbetween\s(?:you\sand\sme|us|ourselves|the\stwo\sof\sus)\b"
        r"|\b(?:our|my|her|his|their)\s(?:little\s)?secret\b(?!\s(?:was|is)\s(?:simple|butter"
        r"|in|to))|\bin\s(?:strict\s|the\sstrictest\s)?confidence\b",
        r"\b(?:doesn't|don't|won't|must\snot|mustn't|does\snot|not)\s(?:ever\s)?(?:leave"
        r"|go\sbeyond|get\sout\sof)\s(?:this\sroom|these\s(?:four\s)?walls|the\stwo\sof\sus)"
        r"|\bwhat\s(?:happens|happened|is\ssaid|was\ssaid)\s.*\bstays\b|\boff\sthe\srecord\b",
        r"\bnot\sa\sword\b(?!\s(?:from|came|was|of\senglish|he|she|did))|\b(?:breathe"
        r"|say)\sa\sword\b|\bsay\snothing\s(?:to|about|of)\b|\bpretend\syou\s(?:didn't|never"
        r"|don't)"
        r"|\bif\s(?:any(?:one|body)|he|she|they|your\s\w+|my\s\w+"
        r"|the\s\w+)\sasks\b(?!.*\b(?:tell\sthem\sto|where|after)\b)|\bhear\sit\sfrom\s(?:me"
        r"|us)\b",
        r"\b(?:i|we)(?:'ve|\shave|'d|\shad)?\s(?:never|not)\s(?:ever\s)?(?:told"
        r"|said\sit\sto)\s(?:a\s(?:living\s)?soul|any|you|him|her)",
        r"\b(?:i|we)\s(?:haven't|hadn't|didn't)\s(?:ever\s)?(?:told?|tell)\s(?:a\ssoul|any"
        rf"|him|her|them)|\b(?:i|we)(?:'ve|\shave|'d|\shad)?\stold\s{_NOBODY}",
        r"\bsomething\si(?:'ve|\shave)?\s?(?:never|haven't|didn't)\s(?:told?|tell)\b"
        r"|\bi\s(?:should|ought\sto)\shave\stold\syou\b|\bcan\syou\skeep\sa\ssecret",
        rf"\b{_NOBODY}\s(?:else\s)?(?:knows|knew)\b(?!\s(?:how|what|why|where|who|if|when"
        r"|whether|better))",
        r"\b(?:he|she|they)\s(?:doesn't|don't)\sknow(?:\syet)?(?:\s(?:about|that\s(?:i|we))\b"
        r"|\W*\Z)",
        r"\bso\s(?:that\s)?(?:you|he|she|they)(?:'d|\swould|\sshould)(?:n't|\snot)\s(?:hear"
        r"|know|see|find)",
    ),
    _form(
        "vow",
        r"\bi\s(?:swear|vow)\b(?!\sat\b|\s(?:that|this|the|those)\s\w+\s\w+s\b)(?!.*(?:'ll"
        r"|\swill|\sshall)\s)",
        r"\bi(?:'ve|\shave)?\s(?:swore|sworn)\soff\b|(?:\A|[.,;]\s)(?:i\s)?swear\W*\Z"
        r"|\bi\s(?:swear|vow)\s(?:i|that\si|to\s\w+)",
        r"\bas\sgod\sis\smy\switness|\bso\shelp\sme\b|\bover\smy\sdead\sbody|\bif\sit(?:'s"
        r"|\sis)\sthe\slast\sthing\si\b|\bif\sit\skills\sme\b",
        r"\b(?:not\s)?(?:while|as\slong\sas)\s(?:i|there's|i've|i\shave)\s?(?:live|breathe"
        r"|'m\salive|am\salive|breath)\b|\bi(?:'ll|\swill|'d|\swould)\s(?:sooner\s"
        r"|rather\s)?die\s(?:before|first|than|sooner)\b",
        r"\bi(?:'m|\sam)\s(?:not\s)?(?:leaving|going|moving|budging|stopping|signing"
        r"|selling)\b.*\b(?:until|till|without)\b|\bi(?:'ll|\swill"
        r"|\sshall)\shave\s(?:my\s)?(?:revenge|vengeance|justice|satisfaction)\b",
    ),
    _form(
        "promise",
        rf"\A\W*i'll\s(?:{_HELPS})\b(?!\s(?:you\swhat|it)\b)",
        r"\bi\spromise\b(?!\s(?:nothing|you,?\s(?:it\swas|it's|he\swas|she\swas)))"
        r"|\b(?:you\shave\s|i\sgive\syou\s|i\sgave\s\w+(?:\s\w+)?\s)my\s(?:solemn\s)?(?:word"
        r"|oath|promise)\b",
        r"\bleave\s(?:it|him|her|them|this|that)\s(?:all\s)?(?:to|with)\sme\b|\b(?:count|rely"
        r"|depend|bank)\son\s(?:me|us|it)\b|\bcross\smy\sheart\b|\btrust\sme\sto\b",
        rf"\b(?:i|we){_WILL}\sbe\s(?:back|along|there|home|down|round|with\syou|here|waiting"
        r"|ready)\b",
        r"\byou\sshall\s(?!not|never|pay|regret|suffer)\w+\b|\b(?:nothing|no\sharm"
        r"|nobody|no\sone)(?:'s|\sis|\swill|'ll|\sshall)\s.*\b(?:to|happen|hurt"
        r"|touch)\s(?:to\s)?(?:you|him|her|them)\b",
        rf"\b(?:it|that|they|everything|the\s\w+)(?:{_WILL})\sbe\s(?:done|ready|there|paid"
        r"|sent|mended|finished|returned|delivered|seen\sto|with\syou|yours)\b",
        r"\byou(?:'ll|\swill)\s(?:have|get)\s(?:it|them|him|her|your|the|my|all)\b.*\b(?:by"
        r"|on|tomorrow|tonight|before|when|as\ssoon|in)\b|\b(?:it'll|it\swill"
        r"|they'll)\sbe\syours\b",
        r"\A\W*(?:then\s|all\sright,?\s|very\swell,?\s|no,?\s|yes,?\s)?i'll\sgo\W*\Z"
        r"|\bi(?:'ll|\swill)\sleave\s(?:it|that|him|her)\s(?:out|to)\b",
        r"\bwill\sbe\s(?:sent|paid|returned|given|forwarded|delivered|kept)\b.*\b(?:to"
        r"|for)\syou\b",
        r"\bi\s(?:told|said\sto)\s\w+\s(?:that\s)?i(?:'d|\swould)\b"
        r"|\bi\ssaid\s(?:that\s)?i(?:'d|\swould)\b",
    ),
    _form(
        "promise",
        r"\b(?:promise|swear\sto)\sme\s(?:that\s)?(?:you|not|never|to)\b|\byou\s(?:promised"
        r"|gave\s(?:me\s)?your\sword)\b",
        hearer=True,
    ),
    _form(
        "plan",
        rf"\bif\si\s\w+(?:\s\w+)?,\syou{_WILL}\s",
        r"\b(?:is|'s|are|was|were|been|be)\s(?:booked|(?:fixed|arranged|settled|set|planned"
        r"|scheduled|due)\s(?:for|on|that|at))\b"
        r"|\b(?:wedding|funeral|trial|hearing|party|concert|race|sale|auction|execution"
        r"|hanging)(?:'s|\sis)\s(?:in|on|at|next|this|tomorrow|tonight)\b",
        r"\b(?:he|she|they)(?:'ve|'s|\shave|\shas)\sgot\s(?:till?|until)\b|\b(?:the|our"
        r"|my)\s(?:plan|idea)(?:'s|\sis|\swas)\b|\bhere's\s(?:what\s(?:we|i)|the\splan"
        r"|how\swe)",
        r"\bmade\sup\s(?:my|his|her|our|their)\sminds?\s(?:to|that)\b|\bit(?:'s|\swas|\sis"
        r"|\shad\sbeen)\s(?:all\s)?(?:settled|agreed|arranged|decided|fixed)\sthat\b",
        r"\bmeet\s(?:me|us)\s(?:at|by|in|on|outside|behind|under|tomorrow|tonight)\b"
        r"|\blet's\s(?:run\saway|elope|get\smarried|leave\stonight)"
        r"|\bonce\s.*\bi'll\sbe\soff\b",
        r"\bi\s(?:thought|think|might|could)\s(?:i'd|we'd|we\scould|we\smight|sell|start|take"
        r"|leave|go)\b.*(?:\bstart\swith\b|\bat\sthe\sweekend\b|\btomorrow\b|\bnext\b"
        r"|\band\sgo\sto\b)",
    ),
    _form(
        "task",
        r"\b(?:somebody|someone|one\sof\s(?:us|you)|(?:mr|mrs|miss|dr)\.?\s\w+)(?:'s\sgot\sto"
        r"|\s(?:must|has\sto|will\shave\sto|ought\sto"
        r"|should|needs\sto|had\sbetter|is\sgoing\sto\shave\sto))\s(?!be\s(?:mad|joking|here"
        r"|there)\b|have\b)\w+\s",
        hearer=True,
    ),
    _form(
        "task",
        r"\bi(?:'ll|\swill|\sshall)?\s(?:have\sto|must)\sask\s(?:you"
        r"|one\sof\syou)\b(?!\sto\s(?:go|leave|stop))",
        r"\A\W*(?:then\s|and\s)?(?:sit|stay|wait)\s(?:by|with|beside)\s(?!me\b|us\b|the\b)\w+",
        r"\byou\s(?:can|may)\s(?:go\sand\s)?(?:tell|ask|warn)\s(?:him|her|them|your\s\w+"
        r"|mrs?\.?\s\w+)\b(?!\sapart)",
        r"\byou(?:'ll|\swill|\sshall)\scome\s(?:back\s)?to\s(?:me|us)\b"
        r"|\bi\sneed\syou\sto\sdo\ssomething\b",
        r"\b(?:i|you|he|she|they)\s(?:still\s)?owes?\s(?:me|us|him|her|them|you)\b|\b(?:rent"
        r"|money|payment|debt)(?:'s|\sis)\sdue\b",
        r"\bi\s(?:must|shall|will|want\sto|need\sto)\shave\s(?:a|an|your|that|the|it|his"
        r"|her)\b(?!.*\bmyself)",
        r"\bi\s(?:want|need|expect|require|demand)\s(?:a|an|your)\s(?:\w+\s)?(?:report|answer"
        r"|list|account|copy|name|confession|statement|explanation)"
        r"|\bi\s(?:want|need)\s(?:that|this|the|him|her|it|them)\s.*\bby\s\w+",
        r"\byour\sturn\sto\b|\b(?:don't|do\snot)\slet\s(?:him|her|them|anyone"
        r"|anybody)\s(?!down\b)\w+|\A\W*see\s(?:that|to\sit|he|she|they)\b",
        r"\b(?:wants?|needs?|expects?)\s(?:it|this|that|them|him|her"
        r"|the\s\w+)\s.*\bby\s(?!the\sway)\w+|\bkeep\san\seye\s(?:up)?on\b",
        r"\byou(?:'ve|\shave)(?:\sgot)?\s(?:a|an|something|some)\b.*\b(?:of\smine"
        r"|belongs\sto\sme)\b|\byour\s(?:job|task|orders|duty)(?:'s|\sis|\sare|\swill)\b",
        r"\A\W*(?:then\s|and\s|now,?\s|please,?\s)?(?:give|bring|take|send|deliver|carry|hand"
        r"|show)\s(?:it|this"
        r"|that|them|these|him|her|the\s\w+|my\s\w+)\sto\s(?!me\b|us\b|bed\b|the\s(?:window"
        r"|light|door|fire|table)\b)\w+",
        r"\A\W*(?:then\s|and\s|please,?\s|go\sand\s)?(?:talk|speak|write|report|send"
        r"|wire)\sto\s(?!me\b|us\b|hell\b|bed\b)\w+",
        r"\A\W*(?:then\s|and\s|please,?\s|go\sand\s)?(?:tell|warn|ask|fetch)\s(?!me\b"
        r"|us\b)(?:\w+\s){1,2}"
        r"(?:that|to|about|i|if|what|before)\b|\blook\safter\s(?!yourself|it\b|the\sfire)\w+"
        r"|\b(?:don't|do\snot)\slet\s(?:him|her|them)\sout\sof\b",
        hearer=True,
    ),
)
"""What somebody says to somebody, whatever its grammar; the surest first."""

TOLD: tuple[Form, ...] = (
    _form(
        "secret",
        r"\b(?:had|has|have|'d|'ve)\s?(?:never|not|n't)\s(?:ever\s|yet\s)?(?:told"
        r"|said\sit\sto)\s(?!(?:\w+\s){1,2}a\s(?:joke|story))"
        rf"(?:{_SOMEBODY}|any)",
        r"\b(?:would|did|could)\s?(?:never|not|n't)\s(?:think\sthat\s\w+\swould\s|mean\sto\s"
        r"|intend\sto\s|ever\s)?"
        r"(?:tell\s(?:any|a\ssoul|him|her|them)|mention\s(?:it|the|his|her|that|how|what)\b)",
        r"(?:\bnever|\bnot|n't)\s(?:ever\s|once\s|yet\s)?(?:told|tell|said|spoken|spoke"
        r"|mentioned|breathed|shown|admitted|confessed)\b.*\b(?:a\s(?:living\s)?soul"
        r"|any(?:one|body))\b",
        rf"\b{_NOBODY}\s(?:else\s)?(?:in\sthe\s\w+\s)?(?:knows|knew)\s(?:it|of|about|that"
        rf"|but)\b",
        r"\b(?:only|none\sbut)\s\w+(?:\s\w+)?\s(?:knows|knew)\b(?!\s(?:how|what|why|where|one"
        r"|two|a))",
        r"\b(?:kept|hid|hidden|concealed)\s(?:it|that|this|the\s\w+|her\s\w+|his\s\w+"
        r"|them)\s(?:from\s(?!time|the\s(?:rain|wind|cold|sun|fire|door))|to\s(?:him|her"
        r"|my)self|secret)|\bkept\sfrom\s(?:him|her|them)\b",
        r"\b(?:told|asked|begged|warned)\s(?:\w+\s)?(?:not|never)\sto\s(?:tell|say|speak"
        r"|breathe|mention)\b",
        rf"\b{_NOBODY}\s(?:\w+\s){{0,3}}(?:was|were|is|are)\s(?:ever,?\s)*to\sknow\b|\b(?:not"
        r"|n't|never)\slet\son\b",
        r"\b(?:never|not)\s(?:said|breathed|spoken)\sa\sword\s(?:of\s\w+\s)?(?:to|about)\b"
        r"|\bwe\swill\snot\s(?:go\sinto|speak\sof)\sthat\b",
        r"\A\W*(?:it|this|that|which|none\sof\sit)\s(?:was|were|is)\s?(?:a\slie|untrue"
        r"|not\strue|n't\strue)\b|\A\W*(?:he|she|they|i)\s(?:had\s)?lied\b(?!\sdown)",
        r"\b(?:was|keep|kept)\s(?:a|their|her|his|it\sa)\ssecret\b|\b(?:he|she|they"
        r"|i)\s(?:had\s)?said\snothing\s(?:about|of|to\s\w+\s(?:about|of))\b",
    ),
    _form(
        "question",
        r"\b(?:god|heaven|goodness|nobody|no\sone|none\sof\sthem|none\sof\sus)\s(?:alone\s"
        r"|only\s|ever\s|in\sthe\s\w+\s)?"
        r"(?:knows|knew|could\ssay|discovered|found\sout|learned)\s(?:why|who|where|what|how"
        r"|when|whether|if)\s(?!to\b)",
    ),
    _form(
        "plan",
        r"\b(?:it|the\s\w+|everything)\s(?:was|were|had\sbeen|is)\s(?:all\s)?(?:fixed|set"
        r"|arranged|settled|booked)\s"
        r"(?:for|to)\b|\bthe\splan\s(?:was|had\sbeen)\b|\bmade\sup\s(?:my|his|her|our"
        r"|their)\sminds?\s(?:to|that)\b|\bit\s(?:was|had\sbeen)\s(?:all\s)?(?:settled|agreed"
        r"|arranged|decided|fixed)\sthat\b|\bhad\sit\sall\s(?:worked\sout"
        r"|planned)\b",
    ),
    _form(
        "task",
        r"\b(?:he|she|they|i|we|\w+)\shad\s(?:only\s|just\s)?(?:until|till"
        r"|(?!been)\w+\s(?:days?|hours?|weeks?|minutes?"
        r"|months?))\s(?:\w+\s)?(?:left\s)?to\s(?!live|kill|spare)\w+",
    ),
)
"""What the narration says."""


def opens(forms: tuple[Form, ...], words: str) -> Bound | None:
    """What a sentence opens by the first form that it has."""
    told = plain(words)
    if len(told.split()) > LONGEST:
        return None
    return next((form.bound for form in forms if form.words.search(told)), None)


def is_bare(words: str) -> bool:
    """Whether a sentence promises without saying what ("I promise you.")."""
    return _BARE.match(plain(words)) is not None


def is_ahead(words: str) -> bool:
    """Whether a sentence tells what will be."""
    return _AHEAD.search(plain(words)) is not None
