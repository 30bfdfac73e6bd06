package transcribe

import (
	"regexp"
	"testing"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
)

func TestPrintedDays(t *testing.T) {
	for printed, want := range map[string]string{
		"28 February to 4 March 2022":                        "2022-02-28/2022-03-04",
		"9 to 20 May 2022":                                   "2022-05-09/2022-05-20",
		"4 November to 8 November 2019":                      "2019-11-04/2019-11-08",
		"2 March 2020 to 6 March 2020":                       "2020-03-02/2020-03-06",
		"19 November – 11 December 2013":                     "2013-11-19/2013-12-11",
		"15-19 July 2013":                                    "2013-07-15/2013-07-19",
		"8 ─ 12 July 2013":                                   "2013-07-08/2013-07-12",
		"3/2/2020 – 7/2/2020":                                "2020-02-03/2020-02-07",
		"28 July 2016":                                       "2016-07-28",
		"1st to 5th June 2015":                               "2015-06-01/2015-06-05",
		"12 December to 8 January 2019":                      "2018-12-12/2019-01-08",
		"5 to 9 December 2022 and 14 to 15 February 2023":    "2022-12-05/2022-12-09 2023-02-14/2023-02-15",
		"4 July to 8 July 2016 and 18 July to 22 July 2016.": "2016-07-04/2016-07-08 2016-07-18/2016-07-22",
	} {
		spans, read := spansOf(printed)
		got := ""
		for _, span := range spans {
			if got != "" {
				got += " "
			}
			got += span.String()
		}
		if !read || got != want {
			t.Errorf("%q is read as %q, %v", printed, got, read)
		}
	}
	for _, printed := range []string{"", "May 2022", "in the spring", "31 February 2022", "1 to 2 to 3 May 2022", "9 May"} {
		if spans, read := spansOf(printed); read {
			t.Errorf("%q is read as %v", printed, spans)
		}
	}
}

func TestAuthoritiesOfAllForms(t *testing.T) {
	if len(Authorities()) != 157 {
		t.Errorf("there are %d authorities", len(Authorities()))
	}
	ids := map[string]bool{}
	for _, one := range Authorities() {
		if ids[one.ID()] {
			t.Errorf("%s is there twice", one.Name)
		}
		ids[one.ID()] = true
		if found, known := Lookup(one.Name); !known || found.Name != one.Name {
			t.Errorf("%s is found as %s", one.Name, found.Name)
		}
	}
	coded(t)
	for printed, want := range map[string]string{
		"London Borough of Merton Council":               "Merton",
		"Royal Borough of Kensington and Chelsea":        "Kensington and Chelsea",
		"City of Wolverhampton Council":                  "Wolverhampton",
		"Medway Children’s Services":                     "Medway",
		"Trafford Metropolitan Borough Council":          "Trafford",
		"City of York":                                   "York",
		"Bath & North East Somerset":                     "Bath and North East Somerset",
		"City of London":                                 "City of London",
		"Wirral Metropolitan Borough Council":            "Wirral",
		"Durham County Council":                          "Durham",
		"The Royal Borough of Windsor and Maidenhead":    "Windsor and Maidenhead",
		"Southend-on-Sea":                                "Southend-on-Sea",
		"St. Helens":                                     "St Helens",
		"North Yorkshire County Council":                 "North Yorkshire",
		"Bournemouth, Christchurch and Poole Council":    "Bournemouth, Christchurch and Poole",
		"City of Bradford Metropolitan District Council": "Bradford",
		"Kingston upon Hull City Council":                "Kingston upon Hull",
		"Isle of Wight Council":                          "Isle of Wight",
		"Council of the Isles of Scilly":                 "Isles of Scilly",
		"Herefordshire Council":                          "Herefordshire",
		"Stoke-on-Trent City Council":                    "Stoke-on-Trent",
		"Redcar and Cleveland Borough Council":           "Redcar and Cleveland",
		"London Borough of Richmond upon Thames":         "Richmond upon Thames",
		"Westminster City Council":                       "Westminster",
		"City of Westminster":                            "Westminster",
		"Northamptonshire County Council":                "Northamptonshire",
		"Newcastle City Council":                         "Newcastle upon Tyne",
		"East Riding of Yorkshire Council":               "East Riding of Yorkshire",
		"Blackburn with Darwen Borough Council":          "Blackburn with Darwen",
	} {
		if found, known := Lookup(printed); !known || found.Name != want {
			t.Errorf("%q is %q, %v", printed, found.Name, known)
		}
	}
	if found, known := Lookup("Nottingham City"); !known || found.Name != "Nottingham" {
		t.Errorf("Nottingham is %v", found)
	}
	if found, known := Lookup("Mertin"); known || found.Name != "Merton" {
		t.Errorf("a slip is %v, %v", found, known)
	}
	if found, known := Lookup("Atlantis"); known || found.Name != "" {
		t.Errorf("a place that is not there is %v, %v", found, known)
	}
}

// coded demands that each authority has a code of each of the two registers,
// that none has another's, and that some are those that official files have.
func coded(t *testing.T) {
	t.Helper()
	forms := map[string]*regexp.Regexp{
		"ons": regexp.MustCompile(`^E(06|08|09|10)0000\d\d$`), "old": regexp.MustCompile(`^\d{3}$`), "former": regexp.MustCompile(`^(E(06|08|10)0000\d\d)?$`),
	}
	whose, inRegion := map[string]string{}, map[string]int{}
	for _, one := range Authorities() {
		inRegion[one.Region]++
		if Regions[one.Region] == "" {
			t.Errorf("%s lies in %q", one.Name, one.Region)
		}
		for register, form := range forms {
			code := one.Codes[register]
			if !form.MatchString(code) || code != "" && whose[code] != "" {
				t.Errorf("%s has the code %q (%s), as has %q", one.Name, code, register, whose[code])
			}
			whose[code] = one.Name
		}
		whose[""] = ""
	}
	if len(inRegion) != len(Regions) || inRegion["London"] != 33 || inRegion["North East"] != 12 {
		t.Errorf("the regions have %v", inRegion)
	}
	for code, name := range map[string]string{
		"E09000024": "Merton", "315": "Merton", "E08000025": "Birmingham", "330": "Birmingham", "E06000015": "Derby", "831": "Derby",
		"E08000019": "Sheffield", "373": "Sheffield", "E10000006": "Cumbria", "942": "Cumberland", "E10000021": "Northamptonshire", "928": "Northamptonshire",
		"E06000028": "Bournemouth", "836": "Poole", "839": "Bournemouth, Christchurch and Poole", "838": "Dorset", "420": "Isles of Scilly",
	} {
		if whose[code] != name {
			t.Errorf("%s is %q and should be %s", code, whose[code], name)
		}
	}
}

func TestKindsOfReports(t *testing.T) {
	for front, want := range map[string]string{
		"Inspection of Plainton local authority\nchildren’s services":                                                        "ilacs inspection",
		"Plainton\nInspection of children’s social care services":                                                            "ilacs inspection",
		"Focused visit to Plainton children’s services":                                                                      "ilacs focused-visit",
		"Monitoring visit of Plainton local authority children’s services":                                                   "ilacs monitoring-visit",
		"Inspection of services for children in need of help and\nprotection, children looked after and care leavers":        "sif inspection",
		"Reinspection of services for children in need of help and protection":                                               "sif inspection",
		"Review of the effectiveness of the Local Safeguarding Children Board":                                               "sif inspection",
		"Inspection of looked after children services":                                                                       "lac-2013 inspection",
		"Inspection of safeguarding and looked after children services":                                                      "slac inspection",
		"Annual unannounced inspection of contact, referral and assessment arrangements within Plainton children’s services": "ucra inspection",
		"Area SEND inspection of Plainton Local Area Partnership":                                                            "area-send inspection",
		"Joint targeted area inspection of Plainton":                                                                         "jtai inspection",
		"A recipe for soup": "",
	} {
		kind, known := kindOf(front)
		got := ""
		if known {
			got = kind.Framework + " " + kind.Activity
		}
		if got != want {
			t.Errorf("%q is %q, want %q", front, got, want)
		}
	}
}

var fourPoint = framework.Scale{ID: "four-point", Ordered: true, Grades: []framework.Grade{
	{Word: "Outstanding"}, {Word: "Good"}, {Word: "Requires improvement to be good", Also: []string{"Requires improvement"}}, {Word: "Inadequate"}}}

func TestGradesInSentences(t *testing.T) {
	for sentence, want := range map[string]string{
		"Children’s services in Plainton are good.":                                        "Good",
		"Children’s services in Good Easter require improvement to be good":                "Requires improvement to be good",
		"The overall judgement is that children’s services are inadequate":                 "Inadequate",
		"The overall judgement is that children’s services require improvement":            "Requires improvement",
		"The overall judgement is good":                                                    "Good",
		"The Local Safeguarding Children Board requires improvement":                       "Requires improvement",
		"The effectiveness of the Local Safeguarding Children Board (LSCB) is inadequate.": "Inadequate",
		"The graded judgement for adoption performance is that it is outstanding":          "Outstanding",
		"Good help is given to children":                                                   "",
		"The Local Safeguarding Children Board (LSCB)":                                     "",
		"The Local Safeguarding Children Board (LSCB): Good":                               "Good",
	} {
		if got := gradeIn(sentence, fourPoint); got != want {
			t.Errorf("%q has %q, want %q", sentence, got, want)
		}
	}
}

func TestNamesOfInspectors(t *testing.T) {
	for printed, want := range map[string]string{
		"Ada Example, Her Majesty’s Inspector":   "Ada Example",
		"Ada Example HMI":                        "Ada Example",
		"Ada Example, Ofsted HMI Lead inspector": "Ada Example",
		"Mr Ada Example, Ofsted lead inspector":  "Mr Ada Example",
		"Ada Example-Jones":                      "Ada Example-Jones",
	} {
		if got := Name(printed); got != want {
			t.Errorf("%q is %q", printed, got)
		}
	}
}

// TestLengths: one week is a short inspection, two are a standard one, and of
// anything else the length is not known.
func TestLengths(t *testing.T) {
	for printed, want := range map[string]string{
		"2 to 6 March 2026": "short", "2 to 13 March 2026": "standard", "2 March 2026": "", "2 to 9 March 2026": "",
		"2 to 6 March 2026 and 13 to 14 April 2026": "",
	} {
		r := Report{Framework: "ilacs", Kind: Kind{Activity: "inspection"}}
		r.setInspected(printed, 1)
		r.lengthFromDates()
		if r.Length.Value != want {
			t.Errorf("%s is %q", printed, r.Length.Value)
		}
	}
	r := Report{}
	r.setInspected("6 March to 2 March 2026", 1)
	if r.Inspected.Doubt == "" || len(r.Faults) != 1 || r.Spans.First() != date.Of(2026, 3, 2) {
		t.Errorf("reversed days give %+v", r)
	}
}
