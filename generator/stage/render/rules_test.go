package render

import (
	"fmt"
	"math/rand"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/stage/plan"
)

// TestServerFiles reads the rules for a site that lies in a folder of its host.
func TestServerFiles(t *testing.T) {
	rules := []plan.Rule{{From: "/go/2022/", To: "/inspections/2022-02-ilacs/#p33"}, {From: "/homes/", Told: true}, {From: "/homes.csv"}, {From: "/topics/café/", To: "/topics/tŷ/"}}
	want := map[string]string{
		"_redirects": "/ins/go/2022/ /ins/inspections/2022-02-ilacs/#p33 301\n/ins/topics/caf%C3%A9/ /ins/topics/t%C5%B7/ 301\n",
		"redirects.apache.conf": `RedirectMatch 301 "^/ins/go/2022/$" "/ins/inspections/2022-02-ilacs/#p33"
RedirectMatch 410 "^/ins/homes/$"
<LocationMatch "^/ins/homes/$">
    ErrorDocument 410 "/ins/homes/index.html"
</LocationMatch>
RedirectMatch 410 "^/ins/homes\.csv$"
RedirectMatch 301 "^/ins/topics/café/$" "/ins/topics/tŷ/"
`,
		"redirects.nginx.conf": `location = "/ins/go/2022/" { return 301 "/ins/inspections/2022-02-ilacs/#p33"; }
location = "/ins/homes/" { error_page 410 "/ins/homes/index.html"; return 410; }
location = "/ins/homes.csv" { return 410; }
location = "/ins/topics/café/" { return 301 "/ins/topics/t%C5%B7/"; }
`,
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

// An answer is what a server says of an address: where it leads, or that it is
// gone and which file says why. It is empty where no rule fits.
type answer struct {
	code           int
	to, place, why string
}

// led is the answer that leads to an address as it travels.
func led(t *testing.T, code int, target string) answer {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil || to.Host != "" || to.RawQuery != "" {
		t.Errorf("%q is no address of the site: %v", target, err)
		return answer{}
	}
	return answer{code: code, to: to.Path, place: to.Fragment}
}

// A server reads rules, and answers paths, whose escapes it has undone.
type server func(t *testing.T, rules string) func(path string) answer

// TestServersAnswerAlike reads the rules in the grammar of each server and asks
// for every old address, and for such as look like one, with letters that mean
// something to one server or another. All answer what the redirects say.
func TestServersAnswerAlike(t *testing.T) {
	servers := map[string]server{"redirects.nginx.conf": nginx, "redirects.apache.conf": apache, "_redirects": hosts}
	for seed := range int64(40) {
		r := rand.New(rand.NewSource(seed))
		base := []string{"https://anytown.example/", "https://anytown.example/a.b/"}[r.Intn(2)]
		root := strings.TrimSuffix(strings.TrimPrefix(base, "https://anytown.example"), "/")
		rules := randomRules(r)
		want, asked := map[string]answer{}, []string{}
		for _, rule := range rules {
			from := root + rule.From
			want[from] = answer{code: 301, to: root + rule.To}
			if to, place, placed := strings.Cut(rule.To, "#"); placed {
				want[from] = answer{code: 301, to: root + to, place: place}
			}
			if rule.To == "" {
				want[from] = answer{code: 410}
				if rule.Told && strings.HasSuffix(from, "/") {
					want[from] = answer{code: 410, why: from + "index.html"}
				}
			}
			asked = append(asked, from, from+"x", "/x"+from, strings.TrimSuffix(from, "/"), strings.ReplaceAll(from, ".", "x"), strings.ToUpper(from), from+"/", from+"1/")
		}
		for _, file := range ServerFiles(rules, base) {
			answers := servers[file.Path](t, string(file.Bytes))
			for _, path := range asked {
				expected := want[path]
				switch {
				case file.Path == "_redirects" && expected.code == 410:
					expected = answer{}
				case file.Path == "redirects.nginx.conf" && strings.Contains(path, "$"):
					expected.why = ""
				}
				if got := answers(path); got != expected {
					t.Fatalf("seed %d: %s says of %q %+v, want %+v, by\n%s", seed, file.Path, path, got, expected, file.Bytes)
				}
			}
		}
	}
}

// randomRules are rules between addresses of all letters that one may have.
func randomRules(r *rand.Rand) (rules []plan.Rule) {
	letters := []rune("abz019-_.~+*()[]{}|^$%&'!:;,=@éŷß字/#")
	segment := func(most int) string {
		var word strings.Builder
		for range 1 + r.Intn(6) {
			word.WriteRune(letters[r.Intn(most)])
		}
		return word.String()
	}
	taken := map[string]bool{}
	for range 12 {
		from, to := "/"+segment(len(letters)-2), "/"+segment(len(letters)-2)+"/"
		if r.Intn(3) > 0 {
			from += "/"
		}
		if r.Intn(3) == 0 {
			to += "#" + segment(4)
		}
		rule := plan.Rule{From: from, To: to}
		if r.Intn(4) == 0 {
			rule = plan.Rule{From: from, Told: r.Intn(2) == 0}
		}
		if alike := strings.ToLower(strings.Trim(from, "/")); !taken[alike] {
			taken[alike] = true
			rules = append(rules, rule)
		}
	}
	return rules
}

// nginx reads blocks "location = PATH { … }" with "return" and "error_page".
// Words stand in quotation marks or end at a space or at one of ; { }. A dollar
// sign begins a variable, but not in the path of a location.
func nginx(t *testing.T, rules string) func(path string) answer {
	t.Helper()
	words := wordsOfNginx(t, rules)
	at := map[string]answer{}
	for len(words) > 0 {
		if len(words) < 4 || words[0] != "location" || words[1] != "=" || words[3] != "\x00{" {
			t.Fatalf("nginx reads no location in %q", words)
		}
		location := words[2]
		if _, twice := at[location]; twice {
			t.Fatalf("nginx refuses a second location %q", location)
		}
		words = words[4:]
		why, said := "", answer{}
		for words[0] != "\x00}" {
			var arguments []string
			for words[0] != "\x00;" {
				if strings.Contains(words[0], "$") {
					t.Fatalf("nginx takes %q for a variable", words[0])
				}
				arguments, words = append(arguments, words[0]), words[1:]
			}
			words = words[1:]
			switch {
			case len(arguments) == 3 && arguments[0] == "error_page" && arguments[1] == "410":
				why = arguments[2]
			case len(arguments) == 3 && arguments[0] == "return" && arguments[1] == "301":
				said = led(t, 301, arguments[2])
			case len(arguments) == 2 && arguments[0] == "return" && arguments[1] == "410":
				said = answer{code: 410, why: why}
			default:
				t.Fatalf("nginx does not know %q", arguments)
			}
		}
		words = words[1:]
		at[location] = said
	}
	return func(path string) answer { return at[path] }
}

// wordsOfNginx parts a file of nginx. The signs ; { } are words of their own,
// with a letter before them that no file has.
func wordsOfNginx(t *testing.T, text string) (words []string) {
	t.Helper()
	for text = strings.TrimLeft(text, " \n"); text != ""; text = strings.TrimLeft(text, " \n") {
		switch text[0] {
		case '#':
			_, text, _ = strings.Cut(text, "\n")
		case ';', '{', '}':
			words, text = append(words, "\x00"+text[:1]), text[1:]
		case '"':
			word, rest, closed := strings.Cut(text[1:], `"`)
			if !closed || strings.Contains(word, `\`) || !strings.ContainsAny(rest[:1], " ;") {
				t.Fatalf("nginx cannot read %q", text)
			}
			words, text = append(words, word), rest
		default:
			end := strings.IndexAny(text, " \n;{}")
			words, text = append(words, text[:end]), text[end:]
		}
	}
	return words
}

var (
	argumentOfApache = regexp.MustCompile(`^\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))`)
	matchOfApache    = regexp.MustCompile(`(^|[^\\])\$\d`)
)

// apache reads lines of RedirectMatch, of which the first that fits decides, and
// sections LocationMatch with an ErrorDocument, of which the last does. In
// quotation marks a backslash escapes only another and a quotation mark. A
// target has \$ for a dollar sign, its page is escaped by Apache, and its place
// is left as it is.
func apache(t *testing.T, rules string) func(path string) answer {
	t.Helper()
	type rule struct {
		fits *regexp.Regexp
		answer
	}
	var redirects, documents []rule
	var section *regexp.Regexp
	for line := range strings.Lines(rules) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line == "</LocationMatch>" && section != nil {
			section = nil
			continue
		}
		opens := strings.HasPrefix(line, "<")
		if opens {
			line = strings.TrimSuffix(line[1:], ">")
		}
		words := argumentsOfApache(line)
		switch {
		case opens && len(words) == 2 && words[0] == "LocationMatch" && section == nil:
			section = regexp.MustCompile(words[1])
		case section != nil && len(words) == 3 && words[0] == "ErrorDocument" && words[1] == "410" && strings.HasPrefix(words[2], "/"):
			documents = append(documents, rule{section, answer{why: led(t, 410, words[2]).to}})
		case section == nil && len(words) == 3 && words[0] == "RedirectMatch" && words[1] == "410":
			redirects = append(redirects, rule{regexp.MustCompile(words[2]), answer{code: 410}})
		case section == nil && len(words) == 4 && words[0] == "RedirectMatch" && words[1] == "301":
			redirects = append(redirects, rule{regexp.MustCompile(words[2]), led(t, 301, sentByApache(t, words[3]))})
		default:
			t.Fatalf("Apache does not know %q", words)
		}
	}
	return func(path string) (found answer) {
		for _, one := range slices.Backward(redirects) {
			if one.fits.MatchString(path) {
				found = one.answer
			}
		}
		for _, one := range documents {
			if found.code == 410 && one.fits.MatchString(path) {
				found.why = one.why
			}
		}
		return found
	}
}

func argumentsOfApache(line string) (words []string) {
	for line != "" {
		read := argumentOfApache.FindStringSubmatch(line)
		words, line = append(words, strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(read[1])+read[2]), line[len(read[0]):]
	}
	return words
}

func sentByApache(t *testing.T, target string) string {
	t.Helper()
	if matchOfApache.MatchString(target) {
		t.Errorf("Apache takes a part of %q for what was matched", target)
	}
	page, place, placed := strings.Cut(strings.ReplaceAll(target, `\$`, "$"), "#")
	var sent strings.Builder
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$-_.+!*'(),:;@&=/~"
	for _, letter := range []byte(page) {
		if strings.IndexByte(plain, letter) >= 0 {
			sent.WriteByte(letter)
		} else {
			fmt.Fprintf(&sent, "%%%02x", letter)
		}
	}
	if placed {
		sent.WriteString("#" + place)
	}
	return sent.String()
}

// hosts reads lines of three words. In the first an asterisk stands for
// anything and a colon begins the name of a part, so that neither may be there.
func hosts(t *testing.T, rules string) func(path string) answer {
	t.Helper()
	at := map[string]answer{}
	for line := range strings.Lines(rules) {
		words := strings.Fields(line)
		if len(words) != 3 || words[2] != "301" || strings.ContainsAny(words[0], "*:#?") {
			t.Fatalf("hosts cannot read %q", line)
		}
		from, err := url.PathUnescape(words[0])
		if _, twice := at[from]; err != nil || twice {
			t.Fatalf("%q: %v", line, err)
		}
		at[from] = led(t, 301, words[1])
	}
	return func(path string) answer { return at[path] }
}
