package render

import (
	"fmt"
	"net/url"
	"strings"

	"plainsight/generator/stage/plan"
)

// ServerFiles are the redirects as rules for servers, which answer before a
// page is asked for: for nginx, for Apache, and in the form of a file called
// _redirects. base is the address of the home page. They are without content
// where nothing leads elsewhere.
func ServerFiles(rules []plan.Rule, base string) []Artifact {
	if len(rules) == 0 {
		return []Artifact{{Path: "_redirects"}, {Path: "redirects.apache.conf"}, {Path: "redirects.nginx.conf"}}
	}
	root := "/"
	if parsed, err := url.Parse(base); err == nil && parsed.Path != "" {
		root = parsed.Path
	}
	var nginx, apache, plain strings.Builder
	nginx.WriteString("# Redirects of the site, for a “server” of nginx: include redirects.nginx.conf;\n")
	apache.WriteString("# Redirects of the site, for a virtual host of Apache: Include redirects.apache.conf\n")
	for _, rule := range rules {
		from, to := root+strings.TrimPrefix(rule.From, "/"), root+strings.TrimPrefix(rule.To, "/")
		fmt.Fprintf(&nginx, "location = \"%s\" { return 301 \"%s\"; }\n", from, escaped(to))
		fmt.Fprintf(&apache, "RedirectMatch 301 \"^%s$\" \"%s\"\n", matched(from), escaped(to))
		fmt.Fprintf(&plain, "%s %s 301\n", escaped(from), escaped(to))
	}
	return []Artifact{
		{"_redirects", []byte(plain.String())},
		{"redirects.apache.conf", []byte(apache.String())},
		{"redirects.nginx.conf", []byte(nginx.String())},
	}
}

// escaped is an address as it travels, with its place as it is.
func escaped(to string) string {
	page, place, marked := strings.Cut(to, "#")
	written := (&url.URL{Path: page}).EscapedPath()
	if marked {
		written += "#" + (&url.URL{Path: place}).EscapedPath()
	}
	return strings.ReplaceAll(written, "$", "%24")
}

// matched is a path as a pattern of Apache. Addresses of ours have no letter
// with another meaning but the full stop.
func matched(from string) string { return strings.ReplaceAll(from, ".", `\.`) }
