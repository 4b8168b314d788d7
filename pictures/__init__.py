"""Pictures with credit and licence: taken in, made anew, kept by what they show, delivered by the portal."""
