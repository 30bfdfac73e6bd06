package decode

import "plainsight/generator/kit/diag"

// Codes are the problems that decode can find by itself; kit/yaml and
// kit/markdown have their own.
var Codes = []diag.Code{
	strayFile, unknownKey, missingKey, emptyKey, wrongForm, badDate, badWord, notAllowed, badName, WrongFolder, noSettings,
	badPeriod, badTable, badNumber, badEncoding, noMetric, badReference,
	badLayout, notInFile, openFilter, badStatement, otherLanguage, notOurs, badRedirect, badLedger, badShort,
	unconfirmed, toConfirm,
}

var badRedirect = diag.Code{
	ID: "bad-redirect", Severity: diag.Error, Title: "An address that was published leads nowhere",
	Text: "What was published stays at its address. Where its matter moved, the old address says so with “from” and “to”. " +
		"Where it was withdrawn, it says on which day and why, and readers are told. Addresses begin with a slash.",
	Example: "- {from: /topics/homes/, to: /topics/homes-for-care-leavers/}    in data/redirects.yaml",
}

var badShort = diag.Code{
	ID: "bad-short", Severity: diag.Error, Title: "A short address that cannot be read from paper",
	Text: "A short address is printed, said on a telephone and typed. So it has small letters from a to z and digits, " +
		"in parts with hyphens between them, and each part is of letters or of digits: nobody then takes an l for a 1 or an o for a 0. " +
		"Two pages cannot have the same.",
	Example: "short: visit-2020",
}

var (
	strayFile = diag.Code{
		ID: "stray-file", Severity: diag.Warning, Title: "A file that nothing is made from",
		Text: "The file lies in content or data, and its folder or its ending is not one that the generator knows. " +
			"It does no harm, but what it says is not on the site.",
		Example: "content/inspections/2022-02-ilacs.md",
	}
	unknownKey = diag.Code{
		ID: "unknown-key", Severity: diag.Error, Title: "A key that this kind of file does not have",
		Text: "Every kind of file has its own keys, the words before the colons. An unknown one is most often a slip of " +
			"the finger, and what stands behind it would be lost without a word.",
		Example: "lead_inspector: Brenda McLaughlin, Her Majesty's Inspector",
	}
	missingKey = diag.Code{
		ID: "missing-key", Severity: diag.Error, Title: "A key that has to be there is missing",
		Text: "Some facts have to be known before a page can be made: an inspection has a title, an authority, a framework, " +
			"an activity, its days and its sources.",
		Example: "title: Inspection of Merton local authority children's services",
	}
	emptyKey = diag.Code{
		ID: "empty-key", Severity: diag.Error, Title: "Nothing stands behind a key",
		Text: "A key with nothing behind it could mean “not known” or “forgotten”. What is not known is left out: " +
			"take the line away.",
		Example: "published: 2022-05-09",
	}
	unconfirmed = diag.Code{
		ID: "unconfirmed", Severity: diag.Error, Title: "Something imported that nobody has confirmed",
		Text: "“plainsight import” lists under “doubtful:” what it could read in two ways, with the reason in the lines above. " +
			"While something is on the list the inspection is not published. Look each up in the report, mend what is wrong and " +
			"take it off the list; take the line out when nothing is left.",
		Example: "doubtful: [inspected]",
	}
	toConfirm = diag.Code{
		ID: "to-confirm", Severity: diag.Note, Title: "A draft has something to confirm",
		Text: "“plainsight import” lists under “doubtful:” what it could read in two ways. The draft is held back anyhow; " +
			"before it is published the list has to be empty.",
		Example: "doubtful: [inspected]\ndraft: true",
	}
	wrongForm = diag.Code{
		ID: "wrong-form", Severity: diag.Error, Title: "A value has the wrong form",
		Text: "Behind each key stands a text, a word, a date, a number, a list or further keys. Here is one of these " +
			"where another is needed, a list in place of a single word for instance.",
		Example: "sources: [ofsted-2022-report]",
	}
	badDate = diag.Code{
		ID: "bad-date", Severity: diag.Error, Title: "A date that cannot be read",
		Text: "Dates are written year first, as in 2022-05-09, so that nobody has to guess whether 02/05 is in February " +
			"or in May. A month (2022-05) or a year (2022) will do where no more is known. Two dates with a slash " +
			"between them are an interval.",
		Example: "inspected: 2022-02-28/2022-03-04",
	}
	badWord = diag.Code{
		ID: "bad-word", Severity: diag.Error, Title: "A word that cannot be part of an address",
		Text: "Names of authorities, frameworks, topics and sources become parts of addresses that people print and read " +
			"aloud. They have small letters, digits and hyphens only.",
		Example: "topics: [care-leavers]",
	}
	notAllowed = diag.Code{
		ID: "unknown-word", Severity: diag.Error, Title: "A word that is not one of those allowed",
		Text:    "Some keys take one word out of a few. The problem lists them.",
		Example: "activity: focused-visit",
	}
	badName = diag.Code{
		ID: "bad-file-name", Severity: diag.Error, Title: "A file name that cannot be part of an address",
		Text: "The name of a file becomes the address of its page, which people print and read aloud: small letters, " +
			"digits and hyphens. Inspections begin with the year and month, since a council may be visited twice in a year.",
		Example: "content/inspections/2022-02-ilacs.md",
	}
	// WrongFolder is found by stage/link too.
	WrongFolder = diag.Code{
		ID: "wrong-folder", Severity: diag.Error, Title: "An inspection or a thread lies in the folder of another authority",
		Text: "Inspections of the home authority lie in content/inspections, its threads in data/threads. Those of another " +
			"authority lie in a folder below, with the name of the authority, and the file has to say the same. On a site " +
			"without a home authority each authority has its folder.",
		Example: "content/inspections/sutton/2018-05-ilacs.md with “authority: sutton”",
	}
	noSettings = diag.Code{
		ID: "no-settings", Severity: diag.Error, Title: "The settings of the site are missing",
		Text: "The file data/site.yaml says what the site is called, who answers for it and where it is published. " +
			"Without it nothing can be made.",
		Example: `title: Inspections of children's services in Merton
publisher: Merton Council
base_url: https://inspections.example.org/
home: merton
language: en-GB
themes: [clearprint]
contact: {name: Communications team, email: communications@example.org}
worried: {words: If you are worried about a child, tell us.}
complain: {words: You can complain about any service.}
statement: {prepared: 2026-05-01}`,
	}
	badPeriod = diag.Code{
		ID: "bad-period", Severity: diag.Error, Title: "A period that cannot be read",
		Text: "The numbers of a metric are for a year over two (2006/07), a calendar year (2017), a day (2017-03-31) or " +
			"some months (2010-07/2010-12). 2006-07 is refused, since it could be July 2006.",
		Example: "2006/07,merton,423,actual,",
	}
	badTable = diag.Code{
		ID: "bad-table", Severity: diag.Error, Title: "A file of numbers that cannot be read as a table",
		Text: "A file of numbers is a table of comma-separated values: a first row with the names of the columns, then a row " +
			"for every number. A cell that holds a comma stands between quotation marks.",
		Example: "period,place,value,status,note\n2006/07,merton,423,actual,\"panel-2011#p2-1, Table 1\"",
	}
	badNumber = diag.Code{
		ID: "bad-number", Severity: diag.Error, Title: "A number that cannot be right",
		Text: "Each row has a number and its status, or no number and the reason for it. For one period and place there " +
			"is one number. Commas that part thousands are read, and £ and % where the unit is pounds or per cent. " +
			"Brackets mean below zero for pounds alone. Shortened numbers such as 1.2k or £1.1m are written out, and a " +
			"comma never marks decimals.",
		Example: "2021-09-30,merton,,suppressed,",
	}
	badEncoding = diag.Code{
		ID: "bad-encoding", Severity: diag.Error, Title: "A file of numbers is saved in an old way",
		Text: "Spreadsheets can save the same table in several ways, and some of them turn pound signs and accents into " +
			"other letters. The one that is safe is called UTF-8. Files in UTF-16 or Latin-1 are not read.",
		Example: "In the spreadsheet choose: Save as, CSV UTF-8 (comma delimited).",
	}
	noMetric = diag.Code{
		ID: "numbers-alone", Severity: diag.Error, Title: "Numbers that nothing describes",
		Text: "A file of numbers stands beside a file of the same name that says what they are: title, definition, unit, " +
			"kind, year and source.",
		Example: "data/metrics/re-referrals.csv beside data/metrics/re-referrals.yaml",
	}
	badReference = diag.Code{
		ID: "bad-reference", Severity: diag.Error, Title: "A reference that cannot be read",
		Text: "A reference names a place that can be quoted: the name of the file of an inspection or a document, a number " +
			"sign, and the place on its page.",
		Example: "says: [2022-02-ilacs#p33, panel-2011#p2-12]",
	}
	badLayout = diag.Code{
		ID: "bad-layout", Severity: diag.Error, Title: "An official file that is not as it should be",
		Text: "Files of the Department for Education are read as they were downloaded. They lie in data/official, " +
			"NAME.csv with its description NAME.meta.csv. Both have columns with fixed names, in any order, and every " +
			"column that the description speaks of is in the file. Where they do not fit together, download both again.",
		Example: "data/official/workforce.csv and data/official/workforce.meta.csv",
	}
	notInFile = diag.Code{
		ID: "not-in-file", Severity: diag.Error, Title: "Something that an official file does not have",
		Text: "A metric says which column, which places and which values of the filters it takes from an official file. " +
			"One of these is not in the file, so that numbers would be missing without a word. Places are named by their " +
			"codes or, where the file prints one code under two names, by the name.",
		Example: "file: workforce.csv\ncolumns:\n  indicator: agency_rate\n  places: {merton: E09000024, england: E92000001}\n" +
			"  filters: {worker_type: Total}",
	}
	openFilter = diag.Code{
		ID: "open-filter", Severity: diag.Error, Title: "A column that splits the numbers has no value chosen",
		Text: "Official files give a number for all children, and again for boys, for girls, for each age. A metric takes " +
			"one of these: every column that splits the numbers is held to one value, most often Total.",
		Example: "columns:\n  indicator: agency_rate\n  filters: {worker_type: Total, sex: Total}",
	}
	badStatement = diag.Code{
		ID: "bad-statement", Severity: diag.Error, Title: "An accessibility statement that contradicts itself",
		Text: "The law asks councils to say how accessible their sites are, and to say it truly. That a site meets the " +
			"standard in full can be said only where people have tried it, and where nothing is known that falls short. Who " +
			"tried it and when stand together. Programs check every page of each build, and the statement says so by itself.",
		Example: "statement:\n  prepared: 2026-11-21\n  compliance: part\n  tested: 2027-01-31\n  tested_by: Six people of our disability forum\n" +
			"  barriers:\n    - what: The map of offices cannot be used with a keyboard. The list below it has the same addresses.\n" +
			"      why: non-compliance\n      criterion: 2.1.1 Keyboard\n      plan: A new map comes in June 2027.",
	}
	otherLanguage = diag.Code{
		ID: "other-language", Severity: diag.Error, Title: "A translation into a language that the site does not have",
		Text: "A file with the tag of a language before its ending, such as about.cy.md, is a translation of the file beside " +
			"it. The site makes pages in the languages that data/site.yaml lists, and this one is not among them.",
		Example: "language: en-GB\nlanguages: [en-GB, cy]",
	}
	notOurs = diag.Code{
		ID: "not-ours-to-translate", Severity: diag.Error, Title: "Words that are not translated here",
		Text: "A site translates its own words: summaries, topics, news, pages, terms. The words of inspectors, of the council " +
			"and of the press stay as they were published and are shown in their own language, since a translation of ours " +
			"could be taken for theirs.",
		Example: "content/inspections/2022-02-ilacs.cy.md with “summary: …” between the two lines of hyphens and nothing below",
	}
)
