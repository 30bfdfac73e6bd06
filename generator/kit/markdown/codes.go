package markdown

import "plainsight/generator/kit/diag"

// Codes are the problems that this package finds.
var Codes = []diag.Code{
	badID, fenceInside, fenceOpen, figureUnclear, headingEmpty, headingInside, headingSkips, headingTooHigh, headingUnderlined, idMisplaced, idTaken,
	linkOpen, linkRefused, marksTooMany, numberMissing, numberOutOfOrder, numberRepeated, numberWithoutWords, passageUnclear, pictureRefused,
	pictureWithoutWords, rawHTML, rowTooLong, runMisplaced, strangeCharacter, tableTooLarge,
}

var (
	badID = diag.Code{
		ID: "bad-id", Severity: diag.Error,
		Title:   "An id that cannot be read aloud",
		Text:    "An id is the end of an address, which people read out, print and type. It is made of small letters, digits and hyphens.",
		Example: "- Housing for young people who leave care. {#housing}",
	}
	fenceInside = diag.Code{
		ID: "fence-inside", Severity: diag.Error,
		Title:   "A chart, a timeline or the like inside of something else",
		Text:    "A fence of three back ticks with the word chart, timeline, grades, compare or thread is a block by itself. Inside of a list, a quotation or a numbered paragraph readers would see the lines that were meant for the generator.",
		Example: "```thread\nid: supervision\nthread: supervision\n```",
	}
	fenceOpen = diag.Code{
		ID: "fence-open", Severity: diag.Error,
		Title:   "A fence that is never closed",
		Text:    "Three back ticks open a fence, and three on a line of their own close it. Without these all that follows belongs to it, to the end of the page.",
		Example: "```chart\nid: referrals\nmetric: referrals\n```",
	}
	figureUnclear = diag.Code{
		ID: "figure-unclear", Severity: diag.Error,
		Title:   "A number in braces that cannot be looked up",
		Text:    "A number in braces is taken from a metric. It names the metric and the period, then the place where that is not the home authority, and after a colon the number itself if you want it checked.",
		Example: "Re-referrals rose to {figure re-referrals 2008/09}.",
	}
	headingEmpty = diag.Code{
		ID: "heading-empty", Severity: diag.Error,
		Title:   "A heading without words",
		Text:    "A line of number signs alone is a heading that says nothing and cannot be linked to.",
		Example: "## What needs to improve",
	}
	headingInside = diag.Code{
		ID: "heading-inside", Severity: diag.Error,
		Title:   "A heading inside of something else",
		Text:    "Headings part a page into sections. Inside of a numbered paragraph, a list or a quotation there are none; make the words bold there.",
		Example: "12. **Care leavers.** Young people told inspectors …",
	}
	headingSkips = diag.Code{
		ID: "heading-skips", Severity: diag.Error,
		Title:   "A heading that skips a level",
		Text:    "Those who hear a page find their way by the levels of its headings: under a heading with two number signs stand those with three. The first heading of a page has two.",
		Example: "## Children in care\n\n### Permanence",
	}
	headingTooHigh = diag.Code{
		ID: "heading-too-high", Severity: diag.Error,
		Title:   "A second title",
		Text:    "A page has one heading of the first level, its title, which is made from the front matter. Headings of the text begin with two number signs.",
		Example: "## Children in care",
	}
	headingUnderlined = diag.Code{
		ID: "heading-underlined", Severity: diag.Error,
		Title:   "A heading by accident",
		Text:    "A line of hyphens or equals signs right under a paragraph makes the paragraph a heading. Write number signs for a heading. A line of hyphens that ends a section needs a blank line before it.",
		Example: "The last paragraph of the report.\n\n---",
	}
	idMisplaced = diag.Code{
		ID: "id-misplaced", Severity: diag.Error,
		Title:   "An id that names nothing",
		Text:    "An id stands at the end of the first line of a paragraph, of an item in a list that stands by itself, or of a heading.",
		Example: "- The quality of work with some children … {#out-of-hours}",
	}
	idTaken = diag.Code{
		ID: "id-taken", Severity: diag.Error,
		Title:   "An id that is given twice",
		Text:    "An id is an address, and an address leads to one place. The addresses of numbered paragraphs (p1, p2) are taken too.",
		Example: "- The quality of work with some children … {#out-of-hours}",
	}
	linkOpen = diag.Code{
		ID: "link-open", Severity: diag.Error,
		Title:   "A link that does not end",
		Text:    "A link is words in square brackets and, right behind them, its address in round ones, which has no space in it. Where the last bracket is missing, readers see brackets and an address in place of a link.",
		Example: "[Children in care](/topics/children-in-care/)",
	}
	linkRefused = diag.Code{
		ID: "link-refused", Severity: diag.Error,
		Title:   "A link that leads nowhere safe",
		Text:    "A link leads to a page of this site, written from the root with a slash in front, to a place on the same page, to the web, to an address for mail or to a telephone number. Anything else is shown as its words.",
		Example: "[Children in care](/topics/children-in-care/), [paragraph 33](#p33), [Ofsted](https://www.gov.uk/ofsted), [write to us](mailto:name@example.org)",
	}
	marksTooMany = diag.Code{
		ID: "marks-too-many", Severity: diag.Error,
		Title:   "A paragraph with more marks than anybody means",
		Text:    "Stars and underscores emphasise words, and brackets begin links. Thousands of them in one paragraph are something else, such as a table or a program that was pasted.",
		Example: "```\n* * * * *\n```",
	}
	numberMissing = diag.Code{
		ID: "number-missing", Severity: diag.Error,
		Title:   "A paragraph number is missing",
		Text:    "Numbered paragraphs keep the numbers that the report prints, and people cite them by these. If the report itself leaves a number out, list it as a gap.",
		Example: "gaps: [34]",
	}
	numberOutOfOrder = diag.Code{
		ID: "number-out-of-order", Severity: diag.Error,
		Title:   "A paragraph number is out of order",
		Text:    "Numbered paragraphs stand in the order of their numbers. If the report itself has one elsewhere, list it as a gap. A number that only begins a sentence gets a backslash before its full stop.",
		Example: "2017\\. The panel met.",
	}
	numberRepeated = diag.Code{
		ID: "number-repeated", Severity: diag.Error,
		Title:   "A paragraph number is there twice",
		Text:    "A paragraph is cited by its number, so a number is given once. A second run of numbers, such as that of a safeguarding board, is named at its heading. If the report itself repeats a number, list it as a gap.",
		Example: "## The safeguarding board {#lscb run=lscb}",
	}
	numberWithoutWords = diag.Code{
		ID: "number-without-words", Severity: diag.Warning,
		Title:   "A paragraph number without words",
		Text:    "The number stands alone on its line, and nothing is indented under it.",
		Example: "12. Disabled children receive good support.",
	}
	passageUnclear = diag.Code{
		ID: "passage-unclear", Severity: diag.Error,
		Title:   "Words in another language that are not marked clearly",
		Text:    "Words in another language than the text say which, so that they are read aloud rightly and stand in their own order. The language is written as a tag: cy is Welsh, ur Urdu, pl Polish, so Somali. Whole paragraphs stand in a quotation whose first line names the language.",
		Example: "The Welsh word is {lang cy: Croeso}.\n\n> [!lang cy]\n> Croeso i bawb.",
	}
	pictureRefused = diag.Code{
		ID: "picture-refused", Severity: diag.Error,
		Title:   "A picture from elsewhere",
		Text:    "Pages ask no other host for anything, so that nobody learns who reads them. A picture is one of the site's own and is written with its address from the root.",
		Example: "![The first page of the report](/pictures/first-page.png)",
	}
	pictureWithoutWords = diag.Code{
		ID: "picture-without-words", Severity: diag.Error,
		Title:   "A picture without words",
		Text:    "The words between the square brackets say what the picture shows, for those who do not see it.",
		Example: "![The first page of the report](/pictures/first-page.png)",
	}
	rawHTML = diag.Code{
		ID: "raw-html", Severity: diag.Error,
		Title:   "HTML in the text",
		Text:    "HTML is not read; readers would see the tags. What pages need can be written in Markdown. Tags that are meant to be read stand between back ticks.",
		Example: "**bold**, *italic*, [words](/address/), `<table>`",
	}
	rowTooLong = diag.Code{
		ID: "row-too-long", Severity: diag.Error,
		Title:   "A row of a table with more cells than its head",
		Text:    "Each upright line begins a cell, and cells for which the head has no column are shown nowhere. An upright line that is meant to be read has a backslash before it.",
		Example: "| Ages 0 \\| 4 | 12 |",
	}
	runMisplaced = diag.Code{
		ID: "run-misplaced", Severity: diag.Error,
		Title:   "A run of numbers that no heading begins",
		Text:    "A second run of paragraph numbers begins at a heading, which gives its paragraphs the first part of their addresses.",
		Example: "## The safeguarding board {#lscb run=lscb}",
	}
	strangeCharacter = diag.Code{
		ID: "strange-character", Severity: diag.Error,
		Title:   "A character that cannot be shown",
		Text:    "The file holds a hidden character, a sign of a symbol font, or letters that were lost when it was saved. Readers would see a box or a question mark.",
		Example: "Save the file as UTF-8, and type bullets as hyphens.",
	}
	tableTooLarge = diag.Code{
		ID: "table-too-large", Severity: diag.Error,
		Title:   "Tables with more cells than a page can show",
		Text:    "Each row of a table has as many cells as its head, also where nothing is written in them. So many make a page that no phone can show; numbers stand in CSV files, from which charts and tables are made.",
		Example: "data/metrics/re-referrals.csv",
	}
)
