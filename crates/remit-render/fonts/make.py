#!/usr/bin/env python3
"""Makes the four fonts of this folder from Liberation Sans 2.1. See README.md.

    python3 make.py FOLDER-WITH-LiberationSans-Regular.ttf-AND-Bold
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Remit Sans"


def span(first, last):
    return range(first, last + 1)


# What an SVG carries along: what names in the languages of western and central Europe need, Welsh among them.
SMALL = [
    *span(0x20, 0x7E),
    *span(0xA0, 0xFF),
    *span(0x100, 0x17F),
    *span(0x218, 0x21B),
    *span(0x1E80, 0x1E85),
    0x1E9E,
    *span(0x1EF2, 0x1EF3),
    *span(0x2010, 0x2027),
    *span(0x2030, 0x203A),
    0x2044,
    0x20AC,
    0x2116,
    0x2122,
    *span(0x2190, 0x2195),
    *[0x2212, 0x2248, 0x2260, 0x2264, 0x2265],
    *[0x25A0, 0x25A1, 0x25B2, 0x25BA, 0x25BC, 0x25C4, 0x25CB, 0x25CF],
]

# What is measured, and drawn in PNG and PDF: Greek, Cyrillic, all Latin letters with marks, and signs besides.
LARGE = [
    *SMALL,
    *span(0x180, 0x24F),
    *span(0x2B0, 0x2FF),
    *span(0x300, 0x338),
    *span(0x370, 0x3FF),
    *span(0x400, 0x52F),
    *span(0x1E00, 0x1EFF),
    *span(0x2000, 0x206F),
    *span(0x2070, 0x209F),
    *span(0x20A0, 0x20BF),
    *span(0x2100, 0x214F),
    *span(0x2190, 0x21FF),
    *span(0x2200, 0x22FF),
    *span(0x25A0, 0x25FF),
    *span(0xFB01, 0xFB02),
    0xFFFD,
]


def rename(font, style):
    """The licence keeps the names Liberation and Arimo for the fonts of their makers."""
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    new = {
        1: FAMILY,
        2: style,
        3: f"Remit - {full}",
        4: full,
        6: f"RemitSans-{style}",
        10: "A subset of Liberation Sans 2.1.5, under another name as its licence demands.",
    }
    names = font["name"]
    # One platform is enough for whoever reads fonts today. Copyright, trademark and licence stay as they are.
    names.names = [record for record in names.names if record.platformID == 3 and record.nameID not in (8, 9, 11, 12)]
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)


def make(source, style, letters, target, flavor):
    options = subset.Options()
    options.hinting = False
    options.legacy_kern = True
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB"]
    options.flavor = flavor
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    rename(font, style)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size} bytes")


def main():
    folder = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).parent
    for style in ("Regular", "Bold"):
        source = folder / f"LiberationSans-{style}.ttf"
        make(source, style, LARGE, here / f"RemitSans-{style}.ttf", None)
        make(source, style, SMALL, here / f"RemitSans-{style}.woff2", "woff2")


main()
