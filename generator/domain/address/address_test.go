package address

import "testing"

func TestPageLiesAndLinks(t *testing.T) {
	inspection := Of("inspections", "2022-02-ilacs")
	for _, c := range []struct {
		page         Page
		file, target string
		link         string
	}{
		{Home, "index.html", "/about/", "about/"},
		{Home, "index.html", "/#grades", "#grades"},
		{Home, "index.html", "/", "./"},
		{inspection, "inspections/2022-02-ilacs/index.html", "/", "../../"},
		{inspection, "inspections/2022-02-ilacs/index.html", "/inspections/2022-02-ilacs/#p33", "#p33"},
		{inspection, "inspections/2022-02-ilacs/index.html", "/about/#us", "../../about/#us"},
		{"/404.html", "404.html", "/about/", "about/"},
	} {
		if got := c.page.File(); got != c.file {
			t.Errorf("File of %s: %s, want %s", c.page, got, c.file)
		}
		if got := c.page.To(c.target); got != c.link {
			t.Errorf("from %s to %s: %s, want %s", c.page, c.target, got, c.link)
		}
	}
}

// TestPlainSegmentsAreJoinedLikeOthers holds what is written behind each other against
// what is joined.
func TestPlainSegmentsAreJoinedLikeOthers(t *testing.T) {
	segments := []string{"", "a", "/", "/a/", "a/b", ".", "..", "a/..", "//", "a//b", "/./a", "404.html", ".well-known", "a.b/c", "é"}
	for _, one := range segments {
		for _, two := range segments {
			for _, three := range segments {
				want := joined([]string{one, two, three})
				if got := Page(one).Below(two, three); got != want {
					t.Errorf("%q below %q, %q is %q, want %q", three, two, one, got, want)
				}
				if got := Of(one, two, three); got != want {
					t.Errorf("of %q, %q, %q is %q, want %q", one, two, three, got, want)
				}
			}
		}
	}
}

func TestCleanComparesWrittenTargets(t *testing.T) {
	for written, want := range map[string]Page{
		"/":                        Home,
		"/about":                   "/about/",
		"/about/":                  "/about/",
		"/about/index.html":        "/about/",
		"/inspections//x/../y/":    "/inspections/y/",
		"/404.html":                "/404.html",
		"/data/metrics/places.csv": "/data/metrics/places.csv",
	} {
		if got := Clean(written); got != want {
			t.Errorf("Clean(%q) = %q, want %q", written, got, want)
		}
	}
}

func TestSlugReadsAloud(t *testing.T) {
	for words, want := range map[string]string{
		"What needs to improve?": "what-needs-to-improve",
		"Children's services":    "childrens-services",
		"  25 years — or more ":  "25-years-or-more",
		"Gofal plant: crynodeb":  "gofal-plant-crynodeb",
		"???":                    "",
	} {
		if got := Slug(words); got != want {
			t.Errorf("Slug(%q) = %q, want %q", words, got, want)
		}
	}
	if IsSlug("P33") || IsSlug("a b") || IsSlug("") || !IsSlug("lscb-p1") {
		t.Error("IsSlug takes what cannot be read aloud, or refuses what can")
	}
}
