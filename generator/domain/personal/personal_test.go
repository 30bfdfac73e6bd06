package personal

import (
	"fmt"
	"strings"
	"testing"
)

// Each text, and what is to be found in it: the kinds and the bytes, with a
// space between finds. The numbers are made up; 943 476 5919 is the example
// that the health service itself gives.
func TestFinds(t *testing.T) {
	for text, want := range map[string]string{
		"Her number is 943 476 5919.":                               "nhs-number:943 476 5919",
		"9434765919":                                                "nhs-number:9434765919",
		"943-476-5919":                                              "nhs-number:943-476-5919",
		"943 476 5918 has a wrong check digit":                      "",
		"9434765919123":                                             "",
		"https://example.org/9434765919":                            "",
		"1111111111":                                                "",
		"94 3476 5919":                                              "",
		"write to jo.bloggs@example.org, please":                    "email:jo.bloggs@example.org",
		"an @ sign and a name@nothing":                              "",
		"Ring 020 8545 4226 now":                                    "phone:020 8545 4226",
		"(020) 8545 4226":                                           "phone:(020) 8545 4226",
		"+44 20 8545 4226":                                          "phone:+44 20 8545 4226",
		"07700 900123":                                              "phone:07700 900123",
		"0300 123 1231":                                             "phone:0300 123 1231",
		"01234567890":                                               "phone:01234567890",
		"0 1 2 3 4 5 6 7 8 9":                                       "",
		"E09000024,315,2021":                                        "",
		"2008/09,merton,884,actual":                                 "",
		"2022-02-28/2022-03-04":                                     "",
		"from 1,356 to 1,901 and 12 000 000":                        "",
		"sha256: 0123456789abcdef0123456789":                        "",
		"12 Acacia Avenue, Plainton, PL1 2AB":                       "address:PL1 2AB",
		"12 Acacia Avenue\nPlainton\nPL1 2AB":                       "address:PL1 2AB",
		"12 Acacia Avenue\nPlainton\nKent\nPL1 2AB":                 "",
		"The postcode PL1 2AB is that of many.":                     "",
		"Jo Bloggs, date of birth 3 May 2011":                       "date-of-birth:3 May 2011",
		"Jo Bloggs (DOB 03/05/2011)":                                "date-of-birth:03/05/2011",
		"D.O.B: 2011-05-03":                                         "date-of-birth:2011-05-03",
		"Jo was born on 3rd May 2011.":                              "date-of-birth:3rd May 2011",
		"born into a report published on 9 May 2022, which is long": "date-of-birth:9 May 2022",
		"Inspected on 9 May 2022.":                                  "",
		"| Name | Date of birth |\n|---|---|\n| Jo | 3 May 2011 |\n\n| Inspected |\n| 9 May 2022 |": "date-of-birth:3 May 2011",
		"newborn babies in May 2011": "",
		"":                           "",
	} {
		if got := found(text); got != want {
			t.Errorf("%q gives %q, not %q", text, got, want)
		}
	}
}

func found(text string) string {
	var reader Reader
	var all []string
	for _, line := range strings.Split(text, "\n") {
		for _, find := range reader.Line(line) {
			all = append(all, fmt.Sprintf("%s:%s", find.Kind, line[find.Start:find.End]))
		}
	}
	return strings.Join(all, " ")
}

func TestPlainIsComparable(t *testing.T) {
	for value, same := range map[string]string{
		"020 8545 4226": "+44 (0)20 8545 4226", "Enquiries@Ofsted.gov.uk": "enquiries@ofsted.gov.uk", "SM4 5DX": "sm45dx",
	} {
		if Plain(value) != Plain(same) {
			t.Errorf("%q is %q and %q is %q", value, Plain(value), same, Plain(same))
		}
	}
}

// FuzzEarly holds the questions that are asked first against the expressions.
func FuzzEarly(f *testing.F) {
	for _, seed := range []string{
		"943 476 5919", "+44 (0)20\u00a08545-4226", "0a1 2 3 4 5 6 7 8 9", "12 Acacia Avenue", "x\u00a0Road St", "D.O.B 1", "a dob", "d.ob", "Date of Birth", "newborn", "BORN", ".b", "b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		for _, at := range digits.FindAllStringIndex(line, -1) {
			if written := line[at[0]:at[1]]; (isPhone(written) || isNHSNumber(written)) && !mayNumber(line) {
				t.Errorf("%q has a number", line)
			}
		}
		if street.MatchString(line) && !mayStreet(line) {
			t.Errorf("%q has a street", line)
		}
		if birth.MatchString(line) && !mayBirth(line) {
			t.Errorf("%q tells of a birth", line)
		}
	})
}

// usual is a line as most are.
var usual = strings.Repeat("Senior leaders review at suitable intervals the arrangements for contact with brothers and sisters, and this has been so since the last inspection in March 2019. ", 4)

func BenchmarkLine(b *testing.B) {
	b.SetBytes(int64(len(usual)))
	for b.Loop() {
		var reader Reader
		if finds := reader.Line(usual); finds != nil {
			b.Fatal(finds)
		}
	}
}

// BenchmarkMay tells what is saved where a text needs no look at its lines.
func BenchmarkMay(b *testing.B) {
	b.SetBytes(int64(len(usual)))
	for b.Loop() {
		if May(usual) {
			b.Fatal(usual)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("Jo Bloggs, 12 Acacia Avenue, PL1 2AB, 943 476 5919, born 3 May 2011\njo@example.org")
	f.Add("12 Acacia Avenue\nPL1 2AB")
	f.Add("Name, date of birth\nJo, 3 May 2011")
	f.Fuzz(func(t *testing.T, text string) {
		var reader Reader
		for _, line := range strings.Split(text, "\n") {
			for _, find := range reader.Line(line) {
				if !May(text) {
					t.Errorf("%q may hold something", text)
				}
				if find.Start < 0 || find.End <= find.Start || find.End > len(line) {
					t.Fatalf("%+v is no place in %q", find, line)
				}
			}
		}
	})
}
