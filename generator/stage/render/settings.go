package render

import "path"

// A setting is something that a reader can choose of how pages look. Its first
// choice is the page as it is. The styles know a choice as data-size="giant" on
// the root of the page, where a script of the theme puts it.
type setting struct {
	Name    string
	Choices []string
}

var settings = []setting{
	{"size", []string{"standard", "large", "giant"}},
	{"spacing", []string{"standard", "wide"}},
	{"typeface", []string{"site", "own", "serif"}},
	{"colours", []string{"device", "light", "dark", "cream", "black-on-yellow", "yellow-on-black"}},
}

// settingIDs are the words of all settings and choices.
var settingIDs = func() (ids []string) {
	for _, setting := range settings {
		ids = append(ids, below("reading."+setting.Name, append([]string{"name"}, setting.Choices...))...)
	}
	return ids
}()

// chosenFile is the style of choices, for which a script asks where something is
// chosen.
const chosenFile = "styles/chosen.css"

// chosenStyle names it as the neighbour of that script, "" where the theme has none.
func (a assets) chosenStyle() string {
	address, made := a.addresses[chosenFile]
	if !made {
		return ""
	}
	return path.Base(address)
}
