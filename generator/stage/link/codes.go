package link

import "plainsight/generator/kit/diag"

// Codes are the problems that link can find.
var Codes = []diag.Code{nameTwice, unknownName, frameworkNeeded, notInForce, unknownArea, unknownGrade, noPlace, heldBack, noNumbers, noNumber, otherNumber, unlike, wrongAuthority, whichAuthority, ofNobody, translationAlone,
	nothingToShow, notAPair, contactExpired, shortTwice}

var (
	nameTwice = diag.Code{
		ID: "name-twice", Severity: diag.Error, Title: "Two things have the same name",
		Text: "Authorities, frameworks, scales and sources are found by their names, so each name can stand for one " +
			"thing only.",
		Example: "- {id: merton, name: Merton}",
	}
	unknownName = diag.Code{
		ID: "unknown-name", Severity: diag.Error, Title: "A name that stands for nothing",
		Text: "An inspection names its authority, its framework and its sources by words that the data files explain. " +
			"This one is not explained anywhere. The problem lists those that are.",
		Example: "framework: ilacs    explained in data/frameworks/ilacs.yaml",
	}
	frameworkNeeded = diag.Code{
		ID: "framework-needed", Severity: diag.Error, Title: "The framework has to be known",
		Text: "Where the report is on the site, its framework is known, and grades and areas are checked against it. " +
			"Only where nothing but the outcome is known, in words and without grades, may the framework be unknown too.",
		Example: "framework: unknown\nheld: outcome",
	}
	notInForce = diag.Code{
		ID: "not-in-force", Severity: diag.Error, Title: "The framework was not in force on that day",
		Text: "Each edition of a framework has a first and a last day. The first day of the inspection decides under " +
			"which edition it stands. Here it stands under none: the date is wrong, or the framework.",
		Example: "framework: ilacs\ninspected: 2022-02-28/2022-03-04",
	}
	unknownArea = diag.Code{
		ID: "unknown-area", Severity: diag.Error, Title: "An area that this edition does not judge",
		Text: "Inspectors judge the areas that their framework lists, and these change from one edition to the next: " +
			"care leavers were judged together with children in care until 2022, and there is no overall grade from " +
			"April 2026 on.",
		Example: "judgements:\n  help-and-protection: Good",
	}
	unknownGrade = diag.Code{
		ID: "unknown-grade", Severity: diag.Error, Title: "A grade that this edition does not have",
		Text: "Grades are written as the report prints them, and checked against the scale of the edition in force on " +
			"the first day of the inspection. “Not judged” is allowed everywhere.",
		Example: "judgements:\n  leadership: Outstanding",
	}
	noPlace = diag.Code{
		ID: "no-such-place", Severity: diag.Error, Title: "A reference to a place that is not there",
		Text: "A topic quotes places of inspections and documents by their addresses. The inspection or document is there, " +
			"and has no such place.",
		Example: "says: [2022-02-ilacs#p33]",
	}
	heldBack = diag.Code{
		ID: "held-back", Severity: diag.Error, Title: "A text points at what is not published yet",
		Text: "A page that the public sees names an inspection, a document, a metric or a page that is a draft or under embargo. " +
			"It would give away what is not to be known yet, or lead nowhere. Both can be published together: give " +
			"both files the same end of the embargo.",
		Example: "publish_after: 2022-05-09T00:01    in the inspection, and in the text that names it",
	}
	noNumbers = diag.Code{
		ID: "no-numbers", Severity: diag.Error, Title: "A metric without numbers",
		Text: "The numbers of a metric stand in a file of the same name with the ending .csv, or in an official file in " +
			"data/official that the metric names. It is missing, or nothing in it can be read.",
		Example: "data/metrics/re-referrals.yaml beside data/metrics/re-referrals.csv",
	}
	noNumber = diag.Code{
		ID: "no-such-number", Severity: diag.Error, Title: "A number in the text that the metric does not have",
		Text: "A number in braces is taken from a metric, so that text and table can never disagree. The metric has no " +
			"single number for this period and place.",
		Example: "Re-referrals rose to {figure re-referrals 2008/09}.",
	}
	unlike = diag.Code{
		ID: "unlike-numbers", Severity: diag.Error, Title: "Numbers that do not go into one chart",
		Text: "Several metrics share a chart, and its scale, where a reader may set them side by side: they are in the same " +
			"unit, or all are counts; their years are of the same kind; each has one number for a period; and the chart shows " +
			"one place. Others get a chart each.",
		Example: "metric: [entries-to-care, exits-from-care]",
	}
	otherNumber = diag.Code{
		ID: "other-number", Severity: diag.Error, Title: "A typed number and the metric disagree",
		Text: "The number behind the colon was typed, and is not the one of the metric for that period. One of the two is " +
			"wrong: look at the source.",
		Example: "Re-referrals rose to {figure re-referrals 2008/09: 884}.",
	}
	wrongAuthority = diag.Code{
		ID: "wrong-authority", Severity: diag.Error, Title: "An authority of the wrong kind",
		Text: "data/authorities.yaml lists councils and wider areas, such as a region or the country. Councils are inspected, " +
			"can be the home of the site and have statistical neighbours. Areas lend their numbers for comparison. An " +
			"authority is an area where it says so, or where it is the region of another.",
		Example: "- {id: merton, name: Merton, region: london, neighbours: [sutton]}\n- {id: london, name: London, area: true}",
	}
	whichAuthority = diag.Code{
		ID: "which-authority", Severity: diag.Error, Title: "A name that inspections of other authorities have",
		Text: "Inspections of two authorities can have the same name, since each authority has a folder of its own. A name " +
			"alone means an inspection of the home authority. For any other the authority stands before it.",
		Example: "says: [sutton/2022-02-ilacs#p15]",
	}
	ofNobody = diag.Code{
		ID: "thread-of-nobody", Severity: diag.Error, Title: "A thread that belongs to no authority",
		Text: "A thread belongs to the authority of its first finding. Where that stands in a document, it is the authority " +
			"of the first inspection that the document speaks of, or the home authority. Here there is none of these.",
		Example: "starts: sutton/2022-02-ilacs#improve-1",
	}
	translationAlone = diag.Code{
		ID: "translation-alone", Severity: diag.Error, Title: "A translation of a file that is not there",
		Text: "A file with the tag of a language before its ending is a translation of the file of the same name without the " +
			"tag, in the same folder. That file is not there: one of the two names is a slip, or the file has been renamed.",
		Example: "content/topics/care-leavers.cy.md beside content/topics/care-leavers.md",
	}
	nothingToShow = diag.Code{
		ID: "nothing-to-show", Severity: diag.Error, Title: "A block in the text that has nothing to show",
		Text: "A timeline shows inspections of an authority, and a comparison shows areas of which one at least was graded. " +
			"Here there is none, and readers would see an empty place.",
		Example: "```timeline\nid: care-leavers\nlanes: [care-leavers]\nspan: 2017/2025\n```",
	}
	notAPair = diag.Code{
		ID: "not-a-pair", Severity: diag.Error, Title: "Two inspections that cannot stand side by side",
		Text: "Two inspections or visits of one authority can stand side by side, the earlier one under “then” and the later " +
			"one under “now”. A review by people of other councils is no inspection.",
		Example: "- {then: 2017-06-sif, now: 2025-07-ilacs}    in data/comparisons.yaml",
	}
)
