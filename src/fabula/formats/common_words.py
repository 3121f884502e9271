"""The commonest words of languages written in Latin and Cyrillic letters, from everyday speech and
narration: what a language is told by. Our own lists.
"""

from __future__ import annotations

_LISTS = {
    "en": """
        the and to of was he she that his her with had you not it for on as at they were from
        but have would what there could when their been him who this which said so if be are my
        your me we do did into out up about then them than will some only over after back down
        just like know think get got go again before where because never even still through our
        no can how has i'm don't didn't it's a i is in by an or all one now more
    """,
    "de": """
        der die und das nicht ich sie er ist zu den ein mit sich auf war dem es von hatte wie
        aber ihn ihr eine einen einer des im so als noch nur mir mich dass wenn was auch wir du
        sein seine ihre aus bei nach wieder doch dann über um haben wird kann schon immer ja
        nein dich dir hat vor durch zum zur sagte keine mehr bis bin sind wurde unter ihm oder
    """,
    "fr": """
        le la les et de des un une que qui ne pas dans il elle je vous est avec pour sur au du
        en ce se son sa ses mais tout plus était avait nous on lui y c'est qu'il d'un d'une
        comme cette mon ma même sans bien puis leur tu te moi très où fait aux ces si dit deux
        jamais rien encore peu être avoir j'ai n'est s'il alors par ou quand non oui ils elles
    """,
    "es": """
        el la los las que de y en un una no se por con su para lo como pero más era al del le me
        mi es sus muy ya todo cuando había sin él ella yo tú te si sí porque esta este eso nada
        estaba hasta sobre también donde qué ni nos ojos desde después ese esa dijo fue ser tan
        solo algo sé hacia dos así entonces mientras ahora nunca siempre
    """,
    "pt": """
        o os que de e um uma não se com para ele ela mas como por seu sua mais era do da no na
        dos das em ao eu você me meu minha foi estava tinha isso quando muito sem já nem até lhe
        pela pelo esta este também só então são está nos ser ter aos as às à seus onde disse
        mesmo depois ainda tudo nada porque aquele agora nunca sempre
    """,
    "it": """
        il lo la gli che di e un una non per con si era ma come del della sono aveva più le dei
        da al nel alla mi ti ci suo sua è ho ha io lui lei questo questa se anche perché quando
        dal anni poi senza ancora tutto così mio mia cosa chi dove dalla delle degli sul nella
        disse fu essere mai niente solo ogni prima dopo quella quello
    """,
    "nl": """
        de het een en van dat niet ik zij hij was met voor zijn haar maar op te aan had er is in
        je ze die hem dit naar om ook wat nog als dan bij uit zo of wel door over mijn me we
        toen kon zou geen deze waren werd weer hun zei heb heeft moet niets altijd nooit omdat
        tot onder
    """,
    "sv": """
        och att det som en på är av för med han hon den inte var jag till hade men ett om sig så
        i de från när mig du nu där kan vi hans hennes efter vad ut upp sin bara skulle eller
        över mot in dig honom henne här också har blev sade aldrig
    """,
    "da": """
        og at det som en på er af for med han hun den ikke var jeg til havde men et om sig så i
        de fra når mig du nu der kan vi hans hendes efter hvad ud op sin bare skulle eller over
        mod ind dig ham hende her også har blev sagde aldrig nogen meget
    """,
    "no": """
        og at det som en på er av for med han hun den ikke var jeg til hadde men et om seg så i
        de fra når meg du nå der kan vi hans hennes etter hva ut opp sin bare skulle eller over
        mot inn deg ham henne her også har ble sa aldri noen veldig
    """,
    "fi": """
        ja on ei hän oli se että kun niin mutta minä sinä en mitä vain kuin ole hänen jo sitä
        nyt joka minun sen siitä olla ovat tai hänet minua häntä sinun vielä hyvin kaikki sitten
        olisi mikä jos voi me he siellä tämä olen ollut sanoi koska
    """,
    "pl": """
        się nie na że to jest do jak ale po co tak od był była tylko już jego przez mnie w z i o
        jej za go mu ją mi ty ja są być czy by jeszcze bez gdy ze przed pod nad kiedy może było
        on ona ich te ten ta tym nic bardzo powiedział miał który która
    """,
    "cs": """
        se na že to je jak ale po co tak od byl byla jen už jeho mě v z i jej za ho mu si já
        jsem jsi být by ještě bez když před pod nad může bylo on ona jejich ten ta tím nic velmi
        řekl měl který která do s k pro jsme jako aby nebo ne ve tam kde
    """,
    "sk": """
        sa na že to je ako ale po čo tak od bol bola len už jeho ma v z i jej za ho mu si ja som
        byť by ešte bez keď pred pod nad môže bolo on ona ich ten tá tým nič veľmi povedal mal
        ktorý ktorá do s k pre sme aby alebo nie vo tam kde
    """,
    "hu": """
        a az és hogy nem egy volt is de csak meg mint ez már ha el azt én ki mi te még van vagy
        fel le volna nagyon majd most mert úgy neki ott itt azért amikor semmi minden engem őt
        ezt akkor mondta lehet sem
    """,
    "ro": """
        și de la nu în cu că o pe un se să a fost era ce mai din ca dar care lui ei el ea îi îl
        am ai este pentru prin când fără după sau îmi își sunt avea toate tot doar această acest
        acum niciodată spus lor au fi mi te
    """,
    "tr": """
        bir ve bu da de ne için çok ama gibi daha o ben sen değil mi ile kadar olarak ki her şey
        var yok onun beni bana sana onu sonra diye en hiç mı ya biz siz nasıl neden dedi olan
        oldu ise şimdi zaman kendi iki hemen
    """,
    "id": """
        yang dan di itu tidak dengan ini dia untuk pada aku kau dari akan ke ada saya sudah bisa
        juga tapi dalam lagi hanya kamu mereka seperti kita apa orang karena nya oleh telah saat
        atau bahwa sangat masih belum jika tak ia lalu kata sebuah
    """,
    "tl": """
        ang ng sa na mga at ay ako ko ikaw mo siya niya ka hindi si ni para kung pero lang ito
        iyon namin natin kami tayo sila nila may wala nang din rin pa ba po yung kay dahil kasi
        naman ano nag isang
    """,
    "vi": """
        và của là không một có cho người những được trong với này đã anh em tôi cô ấy đó nhưng
        thì mà khi như lại ra vào đến rồi từ nó còn sẽ ở trên cũng các gì ông bà về nói cậu chỉ
    """,
    "ca": """
        el la els les que de i en un una no es per amb seu seva com però més era al del li em jo
        tu ell ella si quan molt sense també això va havia ser estava fins on què ni ens aquest
        aquesta tot res després dels dir mai sempre
    """,
    "hr": """
        i je se u na da su za ne sam to što od bi kao s ali nije a o iz mu me si će samo bio
        bila ona on ga ju kad već još nego ako sve ja ti mi njegov njezin tako bez prema reče
        rekao ili gdje nešto koji koja koje nikad
    """,
    "la": """
        et in est non ad cum ut sed quod qui quae si ex de per ab esse sunt erat enim aut nec
        hoc quam se eius illa ille ipse etiam atque iam autem
    """,
    "ru": """
        и в не на что он с как я это она по но из у за же так его а то все бы от меня ты мы было
        был была только ее мне её уже вы для к о еще ещё когда ему если или чтобы ни нет да до
        сказал сказала себя очень
    """,
    "uk": """
        і в не на що він з як я це вона по але із у за же так його а то все б від мене ти ми
        було був була тільки її мені вже ви для до ще коли йому якщо або щоб ні немає та й є
        сказав сказала дуже
    """,
    "bg": """
        и в не на че той с като аз това тя по но от у за си така го а то всичко би да ме ти ние
        беше само я ми вече вие към още когато му ако или няма се са съм ще много каза със във
    """,
    "sr": """
        и је се у на да су за не сам то што од би као с али није а о из му ме си ће само био
        била она он га кад већ још него ако све ја ти ми његов тако без према рече или где нешто
        који која
    """,
}

COMMON = {code: frozenset(words.split()) for code, words in _LISTS.items()}

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian",
    "ro": "Romanian", "tr": "Turkish", "id": "Indonesian", "tl": "Filipino", "vi": "Vietnamese",
    "ca": "Catalan", "hr": "Croatian", "la": "Latin", "ru": "Russian", "uk": "Ukrainian",
    "bg": "Bulgarian", "sr": "Serbian", "ar": "Arabic", "fa": "Persian", "ur": "Urdu",
    "el": "Greek", "he": "Hebrew", "hi": "Hindi", "bn": "Bengali", "ta": "Tamil", "th": "Thai",
    "ka": "Georgian", "hy": "Armenian", "ko": "Korean", "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip
"""Codes (ISO 639-1) and English names of the languages that are told apart."""
