package headers

import (
	"slices"
	"strings"
	"testing"
)

var addresses = []string{
	"/", "/404.html", "/feed.xml", "/inspections/", "/inspections/2022-02-ilacs/", "/embed/re-referrals/", "/cy/", "/cy/inspections/", "/cy/embed/re-referrals/",
	"/authorities/", "/authorities/sutton/", "/authorities/sutton/embed/grades/", "/authorities/sutton/timeline/", "/authorities/farham/timeline/",
}

func valueOf(address, name string) string {
	for _, header := range For(address) {
		if header.Name == name {
			return header.Value
		}
	}
	return ""
}

func TestOnlyEmbedsMayBeFramed(t *testing.T) {
	for _, address := range addresses {
		policy, old := valueOf(address, "Content-Security-Policy"), valueOf(address, "X-Frame-Options")
		if embed := strings.Contains(address, "/embed/"); embed != strings.Contains(policy, framed) || embed == strings.Contains(policy, framedHere) || embed != (old == "") {
			t.Errorf("%s has the policy %q and %q", address, policy, old)
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "http") || valueOf(address, "X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s has %v", address, For(address))
		}
	}
}

// What _headers says of an address, read as hosts do, is what For gives.
func TestTheLinesSayTheSame(t *testing.T) {
	if got, want := patterns(addresses), []string{
		"/", "/404.html", "/authorities/", "/authorities/farham/*", "/authorities/sutton/", "/authorities/sutton/timeline/*",
		"/cy/", "/cy/inspections/*", "/feed.xml", "/inspections/*",
	}; !slices.Equal(got, want) {
		t.Errorf("the patterns are %q", got)
	}
	text := string(lines(addresses))
	for _, address := range addresses {
		said := map[string][]string{}
		fits := false
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\n")
			name, value, isHeader := strings.Cut(strings.TrimSpace(line), ": ")
			switch {
			case strings.HasPrefix(line, "#") || line == "":
			case strings.HasPrefix(line, "/"):
				folder, all := strings.CutSuffix(line, "*")
				fits = line == address || all && strings.HasPrefix(address, folder)
			case isHeader && fits:
				said[name] = append(said[name], value)
			}
		}
		for _, header := range For(address) {
			if got := strings.Join(said[header.Name], "; "); got != header.Value && header.Value != policy+"; "+framed {
				t.Errorf("%s: %s is %q, want %q", address, header.Name, got, header.Value)
			}
		}
		if isEmbed(address) && (len(said["X-Frame-Options"]) > 0 || strings.Join(said["Content-Security-Policy"], "") != policy) {
			t.Errorf("%s may not be framed: %v", address, said)
		}
	}
}

func TestTheFilesOfServers(t *testing.T) {
	for _, file := range Files(addresses) {
		text := string(file.Text)
		for _, header := range common {
			if !strings.Contains(text, header.Name) || !strings.Contains(text, header.Value) {
				t.Errorf("%s does not say %s", file.Name, header.Name)
			}
		}
		if !strings.Contains(text, policy) || !strings.Contains(text, "X-Frame-Options") {
			t.Errorf("%s has no policy:\n%s", file.Name, text)
		}
	}
}
