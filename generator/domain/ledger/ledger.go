// Package ledger remembers what was ever published: the address of every page,
// and every place on it with its first words and a fingerprint of all its
// words, so that a build can tell when something would vanish.
//
// It takes pages as they are and gives them as text, one file a page, that
// reads well where two versions are compared; and it reads that text again. It
// refuses lines that it did not write. It knows no file system and no page of
// the site: what became of an address is decided elsewhere.
package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
)

// A Page is what was published at one address.
type Page struct {
	Address address.Page
	// Since is the day on which it was first recorded.
	Since date.Date
	// Also are addresses at which the same places are: editions for paper, and
	// the page in other languages.
	Also   []address.Page
	Places []Place
}

// A Place is something on a page that can be linked to.
type Place struct {
	ID string
	// Kind says what it is: "heading", "paragraph", "numbered", "item" and so on,
	// or "place" for a part that has no words of its own.
	Kind string
	// Print is the fingerprint of its words, and Words the first of them; both
	// are empty for a place without.
	Print Print
	Words string
	// Line is the line of the file that it was read from.
	Line int
}

// HasWords tells whether the place was recorded with its words.
func (p Place) HasWords() bool { return p.Print.Sum != 0 }

// Folder is where the ledger lies, and Others the file in it with addresses
// that have no places: files to take away, and addresses that only lead on.
const (
	Folder = "data/ledger"
	Others = Folder + "/_others.txt"
	home   = Folder + "/_home.txt"
)

// FileOf is the file of a page, named from the folder of the site.
func FileOf(page address.Page) string {
	if page == address.Home {
		return home
	}
	return Folder + "/" + strings.Trim(string(page), "/") + ".txt"
}

const (
	head      = "# What was published at this address. Written by “plainsight publish”; lines are never taken away.\n"
	published = "published "
	also      = "also "
	gap       = "  "
)

// Text writes a page as its file.
func (p Page) Text() []byte {
	var text strings.Builder
	text.WriteString(head)
	fmt.Fprintf(&text, "%s\n", p.Address)
	if p.Since.Known() {
		fmt.Fprintf(&text, "%s%s\n", published, p.Since)
	}
	for _, other := range p.Also {
		fmt.Fprintf(&text, "%s%s\n", also, other)
	}
	text.WriteString("\n")
	for _, place := range p.Places {
		text.WriteString(place.ID + gap + place.Kind)
		if place.HasWords() {
			text.WriteString(gap + place.Print.String() + gap + place.Words)
		}
		text.WriteString("\n")
	}
	return []byte(text.String())
}

// A Fault is a line that cannot be read.
type Fault struct {
	Line int
	What string
}

// Read reads the file of a page. What cannot be read is a fault, and the rest
// is read none the less.
func Read(text []byte) (page Page, faults []Fault) {
	for i, line := range strings.Split(lineEnds.Replace(string(text)), "\n") {
		line = strings.TrimRight(line, " ")
		fault := ""
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case page.Address == "":
			page.Address, fault = addressIn(line)
		case strings.HasPrefix(line, published):
			since, err := date.Parse(strings.TrimPrefix(line, published))
			if err != nil {
				fault = "this is not a date"
			}
			page.Since = since
		case strings.HasPrefix(line, also):
			other, wrong := addressIn(strings.TrimPrefix(line, also))
			page.Also, fault = append(page.Also, other), wrong
		default:
			place, wrong := placeIn(line)
			place.Line, fault = i+1, wrong
			if wrong == "" {
				page.Places = append(page.Places, place)
			}
		}
		if fault != "" {
			faults = append(faults, Fault{i + 1, fault})
		}
	}
	if page.Address == "" {
		faults = append(faults, Fault{1, "no address stands in this file"})
	}
	return page, faults
}

// lineEnds of other systems count, as they do where problems show a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func addressIn(line string) (page address.Page, fault string) {
	if !strings.HasPrefix(line, "/") || strings.ContainsAny(line, " #?") {
		return "", "this is not an address"
	}
	return address.Page(line), ""
}

func placeIn(line string) (place Place, fault string) {
	parts := strings.SplitN(line, gap, 4)
	if len(parts) < 2 || strings.Contains(parts[0], " ") {
		return place, "this is not a line of the ledger"
	}
	place.ID, place.Kind = parts[0], parts[1]
	if len(parts) == 2 {
		return place, ""
	}
	print, read := printIn(parts[2])
	if !read {
		return place, "the fingerprint of this line was changed"
	}
	place.Print = print
	if len(parts) == 4 {
		place.Words = parts[3]
	}
	return place, ""
}

// Merge adds to what was recorded of a page what is there now. Nothing that was
// recorded is lost; the words of a place that is still there are those of now.
// kept tells of a recorded place whether the one of now is the same place.
func Merge(before, now Page, kept func(before, now Place) bool) Page {
	merged := Page{Address: now.Address, Since: before.Since, Also: slices.Clone(before.Also), Places: slices.Clone(before.Places)}
	if before.Address == "" {
		merged.Since = now.Since
	}
	for _, other := range now.Also {
		if !slices.Contains(merged.Also, other) {
			merged.Also = append(merged.Also, other)
		}
	}
	slices.SortFunc(merged.Also, func(a, b address.Page) int { return cmp.Compare(a, b) })
	after := 0 // where what is new goes: behind what it follows now
	for _, place := range now.Places {
		at := slices.IndexFunc(merged.Places, func(one Place) bool { return one.ID == place.ID })
		switch {
		case at < 0:
			merged.Places = slices.Insert(merged.Places, after, place)
			after++
		case kept(merged.Places[at], place):
			merged.Places[at] = place
			after = at + 1
		default:
			after = at + 1
		}
	}
	return merged
}

// Print is the fingerprint of words. Sum tells whether they are the same to the
// letter, but for marks and capitals; Sketch how much alike two texts are.
type Print struct {
	Sum    uint64
	Sketch Sketch
}

// String is the fingerprint as it stands in a file.
func (p Print) String() string { return fmt.Sprintf("%012x-%x", p.Sum, p.Sketch[:]) }

func printIn(text string) (p Print, read bool) {
	sum, sketch, parted := strings.Cut(text, "-")
	n, err := strconv.ParseUint(sum, 16, 64)
	if !parted || err != nil || n == 0 || len(sum) != 12 || len(sketch) != 2*len(p.Sketch) {
		return p, false
	}
	p.Sum = n
	for i := range p.Sketch {
		b, err := strconv.ParseUint(sketch[2*i:2*i+2], 16, 8)
		if err != nil {
			return p, false
		}
		p.Sketch[i] = byte(b)
	}
	return p, true
}
