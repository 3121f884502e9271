"""Web pages: any page's blocks, and the shapes of the sites that stories are read on."""
