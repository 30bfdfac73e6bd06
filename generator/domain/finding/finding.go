// Package finding names the kinds of findings that inspectors list. They are
// kept apart because they do not weigh the same: what one framework calls an
// area for development another calls a recommendation, and criticism inside a
// numbered paragraph is none of them.
package finding

// A Kind is a kind of listed finding.
type Kind string

// The kinds, by the words that frameworks use for them.
const (
	Strength          Kind = "strength"
	MeetsRequirements Kind = "meets-requirements"
	Development       Kind = "development" // "area for development", 2010
	Recommendation    Kind = "recommendation"
	Improvement       Kind = "improvement" // "what needs to improve"
	PriorityAction    Kind = "priority-action"
)

// Kinds lists all kinds, the ones that ask for something last.
var Kinds = []Kind{Strength, MeetsRequirements, Development, Recommendation, Improvement, PriorityAction}

// Anchor is the word from which the anchors of a kind are counted:
// "improve" gives #improve-1, #improve-2.
func (k Kind) Anchor() string {
	switch k {
	case MeetsRequirements:
		return "meets"
	case Development:
		return "develop"
	case Recommendation:
		return "recommend"
	case Improvement:
		return "improve"
	case PriorityAction:
		return "priority"
	}
	return string(k)
}

// Asks tells whether findings of the kind ask the council to do something.
func (k Kind) Asks() bool { return k != Strength && k != MeetsRequirements }
