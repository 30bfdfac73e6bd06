package build

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// preElection is a period in which the embargo of the archive held-back ends.
const preElection = `pre_election:
  - {from: 2026-05-09, to: 2026-05-21, election: the by-election in Plainton}
  - {from: 2027-03-15, to: 2027-05-06, election: the council elections}
  - {from: 2025-03-15, to: 2025-05-01, election: elections that are over}
`

func TestNextSaysWhatChangesAndWhen(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/held-back.txtar"))
	site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + preElection)
	next, err := Ahead(Options{Source: site, Now: now})
	if err != nil || len(next.Problems) > 0 {
		t.Fatal(err, shown(next.Problems))
	}
	var plain, named strings.Builder
	next.Write(&plain, false)
	next.Write(&named, true)
	want := `Now: the pre-election period of the by-election in Plainton, until the end of 21 May 2026.
10 May 2026, 00:01: 6 pages come out of embargo. Run “make site” then.
    That is in the pre-election period of the by-election in Plainton. Ask who decides on publishing then.
15 March 2027: the pre-election period of the council elections begins. It ends with 6 May 2027.
Held back for as long as you like: 2 drafts.
`
	if plain.String() != want {
		t.Errorf("it says\n%s", plain.String())
	}
	if !strings.Contains(named.String(), "    /inspections/2026-03-ilacs/\n") {
		t.Errorf("with names it says\n%s", named.String())
	}
}

func TestNothingIsNext(t *testing.T) {
	next, err := Ahead(Options{Source: siteOf(t, &txtar.Archive{}), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	next.Write(&said, true)
	if want := "Nothing changes by itself: nothing is under embargo.\n"; said.String() != want {
		t.Errorf("it says %q", said.String())
	}
}

// An embargo in summer ends by the clock in London, an hour before the same
// time of the world's.
func TestNextIsLondons(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/held-back.txtar"))
	next, err := Ahead(Options{Source: site, Now: now})
	if err != nil || len(next.Ends) == 0 {
		t.Fatal(err, next)
	}
	if want := time.Date(2026, 5, 9, 23, 1, 0, 0, time.UTC); !next.Ends[0].When.Equal(want) {
		t.Errorf("it ends at %s", next.Ends[0].When.UTC())
	}
}
