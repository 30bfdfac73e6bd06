package diag

import (
	"fmt"
	"io"
	"strings"
)

// Annotations writes problems as commands to a service of continuous
// integration, one a line, which the service then shows beside the line of the
// file: "::error file=a.md,line=3,col=4,title=slip::words". GitHub, Gitea and
// Forgejo read this form.
func Annotations(w io.Writer, problems []Problem) error {
	for _, p := range problems {
		level := map[Severity]string{Error: "error", Warning: "warning"}[p.Severity]
		if level == "" {
			level = "notice"
		}
		place := "file=" + property(p.Place.File)
		if p.Place.Line > 0 {
			place += fmt.Sprintf(",line=%d", p.Place.Line)
		}
		if p.Place.Column > 0 {
			place += fmt.Sprintf(",col=%d", p.Place.Column)
		}
		words := p.Message
		if p.Hint != "" {
			words += strings.TrimSuffix("\n"+p.Hint+"\n"+p.Write, "\n")
		}
		if _, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", level, place, property(p.Code), escaped(words)); err != nil {
			return err
		}
	}
	return nil
}

// escaped writes what would end the command otherwise.
func escaped(words string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(words)
}

// property is a value among others, where commas and colons part them.
func property(value string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(escaped(value))
}
