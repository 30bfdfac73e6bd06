package audit

import (
	"fmt"
	"strings"
	"testing"

	"plainsight/generator/stage/render"
)

// TestFindingsOutliveTheirPages: what was found on a page stays as it was found while
// its room is used by others.
func TestFindingsOutliveTheirPages(t *testing.T) {
	const many = 40
	frame := read(t, "testdata/page.html")
	files := []render.Artifact{{Path: "style.css"}, {Path: "icon.svg"}, {Path: "there.txt"}}
	for i := range many {
		links := fmt.Sprintf("<p><a href=\"../gone-%[1]d/%[2]s\">Own %[1]d</a> <a href=\"../gone/\">All %[1]d</a> <a href=\"../there.txt\">There</a></p>", i, strings.Repeat("x", 3*i))
		files = append(files, render.Artifact{Path: fmt.Sprintf("page-%02d/index.html", i), Bytes: []byte(strings.Replace(frame, "<!-- here -->\n", links, 1))})
	}
	_, problems := audited(nil, files...)
	found := told(problems)
	want := []string{fmt.Sprintf("“../gone/” leads to a file that is not there (/page-00/ and on %d more)", many-1)}
	for i := range many {
		want = append(want, fmt.Sprintf("“../gone-%d/%s” leads to a file that is not there (/page-%02d/)", i, strings.Repeat("x", 3*i), i))
	}
	if others := strings.Count(found, "lost-page: “../"); others != len(want) {
		t.Errorf("%d files are told to be lost, and %d are:\n%s", others, len(want), found)
	}
	for _, one := range want {
		if strings.Count(found, one) != 1 {
			t.Errorf("%s is told %d times in\n%s", one, strings.Count(found, one), found)
			return
		}
	}
}
