package render

import (
	"strings"
	"testing"

	"plainsight/generator/stage/plan"
)

// TestServerFiles reads the rules for a site that lies in a folder of its host.
func TestServerFiles(t *testing.T) {
	rules := []plan.Rule{{From: "/go/2022/", To: "/inspections/2022-02-ilacs/#p33"}, {From: "/topics/café/", To: "/topics/tŷ/"}}
	want := map[string]string{
		"_redirects": "/ins/go/2022/ /ins/inspections/2022-02-ilacs/#p33 301\n/ins/topics/caf%C3%A9/ /ins/topics/t%C5%B7/ 301\n",
		"redirects.apache.conf": "RedirectMatch 301 \"^/ins/go/2022/$\" \"/ins/inspections/2022-02-ilacs/#p33\"\n" +
			"RedirectMatch 301 \"^/ins/topics/café/$\" \"/ins/topics/t%C5%B7/\"\n",
		"redirects.nginx.conf": "location = \"/ins/go/2022/\" { return 301 \"/ins/inspections/2022-02-ilacs/#p33\"; }\n" +
			"location = \"/ins/topics/café/\" { return 301 \"/ins/topics/t%C5%B7/\"; }\n",
	}
	for _, file := range ServerFiles(rules, "https://anytown.example/ins/") {
		if rules := string(file.Bytes); rules != want[file.Path] && !strings.HasSuffix(rules, "\n"+want[file.Path]) {
			t.Errorf("%s says\n%s", file.Path, rules)
		}
	}
	for _, file := range ServerFiles(nil, "https://anytown.example/") {
		if len(file.Bytes) > 0 {
			t.Errorf("%s has rules where nothing leads elsewhere", file.Path)
		}
	}
}
