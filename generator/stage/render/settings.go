package render

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
