package render

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"plainsight/generator/stage/plan"
)

// ServerFiles are the redirects as rules for servers, which answer before a
// page is asked for: for nginx, for Apache, and in the form of a file called
// _redirects. What was withdrawn is answered as gone (410), with the page that
// says why; _redirects has no words for that. base is the address of the home
// page. The files are without content where they have no rule.
func ServerFiles(rules []plan.Rule, base string) []Artifact {
	root := "/"
	if parsed, err := url.Parse(base); err == nil && parsed.Path != "" {
		root = parsed.Path
	}
	var nginx, apache, plain strings.Builder
	for _, rule := range rules {
		from, to := root+strings.TrimPrefix(rule.From, "/"), root+strings.TrimPrefix(rule.To, "/")
		if rule.To == "" {
			told := rule.Told && strings.HasSuffix(from, "/") // a file would lead to itself
			nginx.WriteString(goneForNginx(from, told))
			apache.WriteString(goneForApache(from, told))
			continue
		}
		fmt.Fprintf(&nginx, "location = \"%s\" { return 301 \"%s\"; }\n", from, escaped(to))
		fmt.Fprintf(&apache, "RedirectMatch 301 \"%s\" \"%s\"\n", matched(from), unescaped(to))
		fmt.Fprintf(&plain, "%s %s 301\n", strings.ReplaceAll(escaped(from), ":", "%3A"), escaped(to))
	}
	return []Artifact{
		{Path: "_redirects", Bytes: []byte(plain.String())},
		{Path: "redirects.apache.conf", Bytes: underHead("# Redirects of the site, for a virtual host of Apache: Include redirects.apache.conf\n", apache.String())},
		{Path: "redirects.nginx.conf", Bytes: underHead("# Redirects of the site, for a “server” of nginx: include redirects.nginx.conf;\n", nginx.String())},
	}
}

// underHead is text below a head, nothing where there is no text.
func underHead(head, text string) []byte {
	if text == "" {
		return nil
	}
	return []byte(head + text)
}

// goneForNginx answers an address that was withdrawn. nginx takes a dollar sign
// for a variable there, so that such an address has no page.
func goneForNginx(from string, told bool) string {
	page := ""
	if told && !strings.Contains(from, "$") {
		page = fmt.Sprintf("error_page 410 \"%sindex.html\"; ", from)
	}
	return fmt.Sprintf("location = \"%s\" { %sreturn 410; }\n", from, page)
}

func goneForApache(from string, told bool) string {
	rule := fmt.Sprintf("RedirectMatch 410 \"%s\"\n", matched(from))
	if told {
		rule += fmt.Sprintf("<LocationMatch \"%s\">\n    ErrorDocument 410 \"%sindex.html\"\n</LocationMatch>\n", matched(from), escaped(from))
	}
	return rule
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

// unescaped is an address as Apache wants it, which escapes the page by itself
// and leaves the place as it is. A dollar sign would stand for what was matched.
func unescaped(to string) string {
	page, place, marked := strings.Cut(to, "#")
	page = strings.ReplaceAll(page, "$", `\$`)
	if !marked {
		return page
	}
	return page + "#" + strings.ReplaceAll((&url.URL{Path: place}).EscapedPath(), "$", "%24")
}

// matched is a path as a pattern of Apache that it alone fits.
func matched(from string) string { return "^" + regexp.QuoteMeta(from) + "$" }
