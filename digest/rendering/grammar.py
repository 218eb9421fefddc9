"""MJML's grammar: which element may stand where, and which values its attributes take.

MRML, which renders, prints what it does not know and drops what is misplaced, in silence; so templates are held to the
grammar of MJML itself (version 4, with which tests/judged compares this table). A value is named by its kind: `px` and `px%` are
lengths, `4` after one means up to four of them, `line` is a line height, `a|b` are the words themselves. Left out is what a
mail of ours never has: web fonts, carousels and accordions, which load or hide something.
"""

from __future__ import annotations

PADDING = {
    "padding": "px%4",
    "padding-top": "px%",
    "padding-bottom": "px%",
    "padding-left": "px%",
    "padding-right": "px%",
}
BORDER = {
    "border": "text",
    "border-top": "text",
    "border-bottom": "text",
    "border-left": "text",
    "border-right": "text",
    "border-radius": "text",
}
BACKGROUND = {
    "background-color": "colour",
    "background-url": "text",
    "background-repeat": "repeat|no-repeat",
    "background-size": "text",
    "background-position": "text",
    "background-position-x": "text",
    "background-position-y": "text",
}
FONT = {
    "color": "colour",
    "font-family": "text",
    "font-size": "px",
    "font-style": "text",
    "font-weight": "text",
    "letter-spacing": "signed",
    "line-height": "line",
    "text-decoration": "text",
    "text-transform": "text",
}
LINK = {"href": "text", "name": "text", "title": "text", "rel": "text", "target": "text"}
ALIGN = {"align": "left|center|right"}
VERTICAL = {"vertical-align": "top|middle|bottom"}
HELD = {"container-background-color": "colour"}
SECTION = {
    **PADDING,
    **BORDER,
    **BACKGROUND,
    "direction": "ltr|rtl",
    "full-width": "full-width|false",
    "text-align": "left|center|right",
    "text-padding": "px%4",
}

ATTRIBUTES: dict[str, dict[str, str]] = {
    "mjml": {"lang": "text", "dir": "ltr|rtl|auto", "owa": "text"},
    "mj-head": {},
    "mj-title": {},
    "mj-preview": {},
    "mj-attributes": {},
    "mj-style": {"inline": "inline"},
    "mj-breakpoint": {"width": "px"},
    "mj-raw": {"position": "file-start"},
    "mj-body": {"width": "px", "background-color": "colour"},
    "mj-wrapper": {**SECTION, "gap": "px"},
    "mj-section": SECTION,
    "mj-group": {**VERTICAL, "background-color": "colour", "direction": "ltr|rtl", "width": "px%"},
    "mj-column": {
        **PADDING,
        **BORDER,
        **VERTICAL,
        **{f"inner-{name}": kind for name, kind in BORDER.items()},
        "border-radius": "px%4",
        "inner-border-radius": "px%4",
        "background-color": "colour",
        "inner-background-color": "colour",
        "direction": "ltr|rtl",
        "width": "px%",
    },
    "mj-hero": {
        **PADDING,
        **VERTICAL,
        **HELD,
        **{f"inner-{name}": kind for name, kind in PADDING.items()},
        "background-color": "colour",
        "background-url": "text",
        "background-position": "text",
        "background-width": "px%",
        "background-height": "px%",
        "border-radius": "text",
        "inner-background-color": "colour",
        "height": "px%",
        "mode": "fixed-height|fluid-height",
    },
    "mj-text": {
        **PADDING,
        **FONT,
        **VERTICAL,
        **HELD,
        "align": "left|right|center|justify",
        "background-color": "colour",
        "height": "px%",
    },
    "mj-table": {
        **PADDING,
        **{name: FONT[name] for name in ("color", "font-family", "font-size", "font-weight", "line-height")},
        **ALIGN,
        **VERTICAL,
        **HELD,
        "border": "text",
        "cellpadding": "number",
        "cellspacing": "number",
        "role": "none|presentation",
        "table-layout": "auto|fixed|initial|inherit",
        "width": "px%auto",
    },
    "mj-divider": {
        **PADDING,
        **ALIGN,
        **HELD,
        "border-color": "colour",
        "border-style": "text",
        "border-width": "px",
        "width": "px%",
    },
    "mj-spacer": {
        **PADDING,
        **{name: kind for name, kind in BORDER.items() if name != "border-radius"},
        **HELD,
        "height": "px%",
    },
    "mj-button": {
        **PADDING,
        **BORDER,
        **FONT,
        **LINK,
        **ALIGN,
        **VERTICAL,
        **HELD,
        "background-color": "colour",
        "inner-padding": "px%4",
        "text-align": "left|center|right",
        "height": "px%",
        "width": "px%",
    },
    "mj-image": {
        **PADDING,
        **BORDER,
        **LINK,
        **ALIGN,
        **HELD,
        "border-radius": "px%4",
        "alt": "text",
        "src": "text",
        "srcset": "text",
        "sizes": "text",
        "usemap": "text",
        "fluid-on-mobile": "true|false",
        "width": "px",
        "height": "pxauto",
        "max-height": "px%",
        "font-size": "px",
    },
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "mjml": ("lang",),
    "mj-breakpoint": ("width",),
    "mj-image": ("src", "alt"),
    "mj-button": ("href",),
}

_IN_COLUMN = ("mj-column", "mj-hero")
# Element → the elements it may stand in. Inside ENDING elements HTML stands as it is.
PARENTS: dict[str, tuple[str, ...]] = {
    "mjml": (),
    "mj-head": ("mjml",),
    "mj-body": ("mjml",),
    "mj-title": ("mj-head",),
    "mj-preview": ("mj-head",),
    "mj-style": ("mj-head",),
    "mj-breakpoint": ("mj-head",),
    "mj-attributes": ("mj-head",),
    "mj-all": ("mj-attributes",),
    "mj-class": ("mj-attributes",),
    "mj-wrapper": ("mj-body",),
    "mj-hero": ("mj-body", "mj-wrapper"),
    "mj-section": ("mj-body", "mj-wrapper"),
    "mj-group": ("mj-section",),
    "mj-column": ("mj-section", "mj-group"),
    "mj-text": _IN_COLUMN,
    "mj-table": _IN_COLUMN,
    "mj-divider": _IN_COLUMN,
    "mj-spacer": _IN_COLUMN,
    "mj-button": _IN_COLUMN,
    "mj-image": _IN_COLUMN,
    "mj-raw": ("mj-head", "mj-body", "mj-wrapper", "mj-section", "mj-group", *_IN_COLUMN),
}
ENDING = frozenset(("mj-text", "mj-table", "mj-raw", "mj-button", "mj-title", "mj-preview", "mj-style"))
"""Elements whose content is text or HTML."""
EVERYWHERE = {"css-class": "text", "mj-class": "text"}
