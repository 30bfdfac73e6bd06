package transcribe

import (
	"regexp"
	"strings"
)

// A Kind is a kind of report that can be read.
type Kind struct {
	// Name is for people, Framework and Activity are the site's.
	Name, Framework, Activity string
	// says finds the kind in the words of the front page.
	says *regexp.Regexp
	// of finds the authority in the title; where it is nil or finds nothing, the
	// title's first lines are the authority.
	of *regexp.Regexp
	// letter tells that it has no front page but the form of a letter.
	letter bool
}

// kinds in the order in which they are tried: what is more special comes first.
var kinds = []Kind{
	{Name: "area SEND inspection", Framework: "area-send", Activity: "inspection",
		says: say(`area SEND (full )?inspection of|local area SEND inspection`),
		of:   say(`area SEND (?:full )?inspection of (.+?)(?: local area partnership)?$|local area SEND inspection in (.+)$`)},
	{Name: "joint targeted area inspection", Framework: "jtai", Activity: "inspection",
		says: say(`joint targeted area inspection`), of: say(`joint targeted area inspection (?:of .+ )?in (.+?)$|joint targeted area inspection of (.+?)$`)},
	{Name: "monitoring visit", Framework: "ilacs", Activity: "monitoring-visit", letter: true,
		says: say(`monitoring visit (of|to) `), of: say(`monitoring visit (?:of|to) (.+?)(?: local authority)?(?: children.s services)?$`)},
	{Name: "focused visit", Framework: "ilacs", Activity: "focused-visit", letter: true,
		says: say(`focused visit to `), of: say(`focused visit to (.+?)(?: local authority)?(?: children.s services)?$`)},
	{Name: "annual unannounced inspection of contact, referral and assessment", Framework: "ucra", Activity: "inspection", letter: true,
		says: say(`annual unannounced inspection of contact, referral and assessment`),
		of:   say(`arrangements (?:within|in) (.+?)(?: children.s services)?$`)},
	{Name: "inspection of safeguarding and looked after children services", Framework: "slac", Activity: "inspection",
		says: say(`inspection of safeguarding and looked after children services`)},
	{Name: "inspection of looked after children services", Framework: "lac-2013", Activity: "inspection",
		says: say(`inspection of looked after children services`)},
	{Name: "single inspection (SIF)", Framework: "sif", Activity: "inspection",
		says: say(`re-?inspection of services for children in need of help|inspection of services for children in need of help`)},
	{Name: "review of a Local Safeguarding Children Board", Framework: "sif", Activity: "inspection",
		says: say(`review of the effectiveness of the local safeguarding children board`)},
	{Name: "inspection of local authority children's services (ILACS)", Framework: "ilacs", Activity: "inspection",
		says: say(`inspection of .{0,80}children.s (social care )?services`),
		of:   say(`^inspection of (.+?)(?:.s)? (?:local authority )?children.s (?:social care )?services$`)},
}

func say(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?is)` + pattern) }

// kindOf finds the kind in words; line breaks are spaces.
func kindOf(front string) (Kind, bool) {
	front = strings.Join(strings.Fields(front), " ")
	if len(front) > 3000 {
		front = front[:3000]
	}
	for _, kind := range kinds {
		if kind.says.MatchString(front) {
			return kind, true
		}
	}
	return Kind{}, false
}

func kindNames() string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = kind.Name
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
