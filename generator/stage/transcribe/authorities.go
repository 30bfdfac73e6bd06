package transcribe

import (
	_ "embed"
	"encoding/csv"
	"regexp"
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
)

// The councils of England that answer for children's services, names that
// reports use for them, and their codes in official files.
//
//go:embed authorities.csv
var authoritiesFile string

// An Authority is a council of the list.
type Authority struct {
	Name    string
	Aliases []string
	Codes   map[string]string
	// Region is one of Regions.
	Region string
}

// Regions are those of England, with the code of each in official files.
var Regions = map[string]string{
	"North East": "E12000001", "North West": "E12000002", "Yorkshire and The Humber": "E12000003", "East Midlands": "E12000004",
	"West Midlands": "E12000005", "East of England": "E12000006", "London": "E12000007", "South East": "E12000008", "South West": "E12000009",
}

// ID is the word by which a site names it.
func (a Authority) ID() string { return address.Slug(a.Name) }

// Authorities is the list, read once.
var Authorities = sync.OnceValue(func() (list []Authority) {
	reader := csv.NewReader(strings.NewReader(authoritiesFile))
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		panic(err) // the list is part of the program, and a test reads it
	}
	for _, row := range rows[1:] {
		one := Authority{Name: row[0], Codes: map[string]string{}, Region: row[5]}
		if row[1] != "" {
			one.Aliases = strings.Split(row[1], "; ")
		}
		for i, register := range []string{"ons", "old", "former"} {
			if codes := strings.ReplaceAll(row[2+i], ";", ""); codes != "" {
				one.Codes[register] = codes
			}
		}
		list = append(list, one)
	}
	return list
})

// Lookup finds an authority by a printed name. Where none has it, the result is
// the nearest and false, or none.
func Lookup(printed string) (Authority, bool) {
	want := bareName(printed)
	names := []string{}
	byName := map[string]Authority{}
	for _, one := range Authorities() {
		for _, name := range append([]string{one.Name}, one.Aliases...) {
			if strings.EqualFold(strings.TrimSpace(printed), name) || bareName(name) == want {
				return one, true
			}
			names = append(names, bareName(name))
			byName[bareName(name)] = one
		}
	}
	return byName[diag.Near(want, names)], false
}

var (
	ranks  = regexp.MustCompile(`^(the )?((royal|london) borough of |metropolitan borough of |borough of |city of |county of |council of the )*`)
	bodies = regexp.MustCompile(`( (metropolitan|district|borough|county|city|council|unitary|authority|local|mbc|lbc))+$`)
	noise  = regexp.MustCompile(`[^a-z ]+`)
)

// ShortName is a printed name without its rank and body, for an authority that
// is not in the list.
func ShortName(printed string) string {
	printed = strings.Join(strings.Fields(printed), " ")
	low := strings.ToLower(printed)
	if len(low) != len(printed) {
		return printed
	}
	low = bodies.ReplaceAllString(low, "")
	rank := len(low) - len(ranks.ReplaceAllString(low, ""))
	if short := strings.TrimSpace(printed[rank:len(low)]); short != "" {
		return short
	}
	return printed
}

// bareName is a name without its rank: "London Borough of Merton Council" is
// "merton".
func bareName(name string) string {
	name = strings.NewReplacer("&", " and ", "-", " ", ",", " ", "’", "", "'", "").Replace(strings.ToLower(name))
	name = strings.Join(strings.Fields(noise.ReplaceAllString(name, " ")), " ")
	name = strings.TrimSuffix(name, " childrens services")
	return bodies.ReplaceAllString(ranks.ReplaceAllString(name, ""), "")
}
