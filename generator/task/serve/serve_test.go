package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/task/build"
)

// A desk is somebody who writes a site and has it open in a browser.
type desk struct {
	t      *testing.T
	folder string
	root   string
	said   *noise
}

// noise is what the terminal shows.
type noise struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (n *noise) Write(bytes []byte) (int, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.text.Write(bytes)
}

func (n *noise) String() string {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.text.String()
}

var moment = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// serving shows the small council's site with other files laid over it.
func serving(t *testing.T, files map[string]string) desk {
	t.Helper()
	d := desk{t: t, folder: t.TempDir(), said: &noise{}}
	archive, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		d.write(file.Name, string(file.Data))
	}
	for name, text := range files {
		d.write(name, text)
	}
	if err := os.CopyFS(filepath.Join(d.folder, "themes"), themes{os.DirFS("../../../themes")}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Build: build.Options{Source: os.DirFS(d.folder)}, Folder: d.folder, Out: d.said,
			Clock: func() time.Time { return moment },
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	d.root = d.waits(`http://localhost:(\d+)/`)
	return d
}

// waits until the terminal has said something, and gives the first group of it
// as an address.
func (d desk) waits(pattern string) string {
	d.t.Helper()
	for range 2000 {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(d.said.String()); found != nil {
			return "http://" + net.JoinHostPort("127.0.0.1", found[1])
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.t.Fatalf("the terminal never said %s, but %q", pattern, d.said)
	return ""
}

func (d desk) write(name, text string) {
	d.t.Helper()
	path := filepath.Join(d.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) remove(name string) {
	d.t.Helper()
	if err := os.Remove(filepath.Join(d.folder, filepath.FromSlash(name))); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) get(address string) (status int, body string) {
	d.t.Helper()
	answer, err := http.Get(d.root + address)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	bytes, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer.StatusCode, string(bytes)
}

// An ear hears what an open page is told.
type ear struct {
	desk desk
	news chan told
}

type told struct {
	Problems, Sum string
	// Changed tells whether the page is another than the one that was opened.
	Changed bool `json:"-"`
}

// opens looks at a page and listens, as its script does.
func (d desk) opens(address string) ear {
	d.t.Helper()
	_, body := d.get(address)
	sum := regexp.MustCompile(`<meta name="plainsight-sum" content="(\w+)">`).FindStringSubmatch(body)
	if sum == nil {
		d.t.Fatalf("%s has not its sum: %s", address, body)
	}
	answer, err := http.Get(d.root + own + "events?page=" + url.QueryEscape(address))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { answer.Body.Close() })
	e := ear{d, make(chan told, 100)}
	go func() {
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			if data, isData := strings.CutPrefix(lines.Text(), "data: "); isData {
				var news told
				if err := json.Unmarshal([]byte(data), &news); err != nil {
					d.t.Error(err)
				}
				news.Changed = news.Sum != sum[1]
				e.news <- news
			}
		}
	}()
	return e
}

// hears waits for news of a kind.
func (e ear) hears(what string, is func(told) bool) {
	e.desk.t.Helper()
	var last told
	for patience := time.After(20 * time.Second); ; {
		select {
		case last = <-e.news:
			if is(last) {
				return
			}
		case <-patience:
			e.desk.t.Fatalf("the page never heard that %s; the last it heard is %+v; the terminal says %s", what, last, e.desk.said)
		}
	}
}

const about = "---\ntitle: About this site\n---\n\nThese are our words.\n"

func TestASaveIsSeen(t *testing.T) {
	d := serving(t, map[string]string{"content/pages/about.md": about})
	page, other := d.opens("/about/"), d.opens("/inspections/")
	d.write("content/pages/about.md", strings.Replace(about, "our words", "other words", 1))
	page.hears("it changed", func(news told) bool { return news.Changed })
	if _, body := d.get("/about/"); !strings.Contains(body, "These are other words.") {
		t.Errorf("the new words are not shown: %s", body)
	}
	for len(other.news) > 0 {
		if news := <-other.news; news.Changed {
			t.Error("a page that is the same was told that it changed")
		}
	}
}

// Broken front matter is told over the page in the words of the terminal; the
// last sound page stays; what mends it clears it.
func TestProblemsComeAndGo(t *testing.T) {
	d := serving(t, map[string]string{"content/pages/about.md": about})
	page := d.opens("/about/")
	d.write("content/pages/about.md", strings.Replace(about, "title:", "titel:", 1))
	page.hears("there is a problem", func(news told) bool {
		return strings.Contains(news.Problems, "content/pages/about.md:2:1: error: “titel” is not a key") && !news.Changed
	})
	if !strings.Contains(d.said.String(), "“titel” is not a key") {
		t.Error("the terminal does not tell the problem")
	}
	if status, body := d.get("/about/"); status != http.StatusOK || !strings.Contains(body, "our words") {
		t.Errorf("the last sound page is not shown, but %d %s", status, body)
	}
	d.write("content/pages/about.md", about)
	page.hears("all is well", func(news told) bool { return news.Problems == "" })
}

// A site that was never sound says so, and appears when it is mended.
func TestASiteThatStartsBroken(t *testing.T) {
	d := serving(t, map[string]string{"data/site.yaml": "title: [\n"})
	page := d.opens("/")
	if status, body := d.get("/"); status != http.StatusServiceUnavailable || !strings.Contains(body, "until the problems are mended") {
		t.Errorf("%d %s", status, body)
	}
	archive, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		if file.Name == "data/site.yaml" {
			d.write(file.Name, string(file.Data))
		}
	}
	page.hears("the site is there", func(news told) bool { return news.Changed && news.Problems == "" })
}

// New files become pages, and deleted ones the page for what is not there.
func TestFilesComeAndGo(t *testing.T) {
	d := serving(t, nil)
	if status, body := d.get("/news/"); status != http.StatusNotFound || !strings.Contains(body, own+"live.js") {
		t.Fatalf("%d %s", status, body)
	}
	page := d.opens("/news/")
	d.write("content/pages/news.md", "---\ntitle: What is new\n---\n\nMuch.\n")
	page.hears("it is there", func(news told) bool { return news.Changed })
	if status, _ := d.get("/news/"); status != http.StatusOK {
		t.Errorf("the new page has status %d", status)
	}
	page = d.opens("/news/")
	d.remove("content/pages/news.md")
	page.hears("it is gone", func(news told) bool { return news.Changed })
}

// A style of the theme is seen too.
func TestAThemeIsRenewed(t *testing.T) {
	d := serving(t, nil)
	page := d.opens("/")
	d.write("themes/clearprint/styles/main.css", "body { color: rebeccapurple }")
	page.hears("it changed", func(news told) bool { return news.Changed })
	_, body := d.get("/")
	style := regexp.MustCompile(`href="(assets/main\.\w+\.css)"`).FindStringSubmatch(body)
	if style == nil {
		t.Fatal(body)
	}
	if _, css := d.get("/" + style[1]); !strings.Contains(css, "#639") && !strings.Contains(css, "rebeccapurple") {
		t.Errorf("the style is %s", css)
	}
}

// Drafts and what is under embargo are shown with a banner over each, and all
// other pages say that this is a preview.
func TestWhatIsHeldBackSaysSo(t *testing.T) {
	d := serving(t, map[string]string{
		"content/pages/draft.md":   "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n",
		"content/pages/embargo.md": "---\ntitle: Later\npublish_after: 2026-05-09T00:01\n---\n\nNot yet.\n",
	})
	for address, words := range map[string]string{
		"/draft/":       "Draft. The public does not see this page.",
		"/embargo/":     "Under embargo until 9 May 2026, 00:01, London time.",
		"/inspections/": "Pages that the public does not see yet are shown: 1 draft and 1 under embargo.",
	} {
		if _, body := d.get(address); !strings.Contains(body, words) {
			t.Errorf("%s does not say %q", address, words)
		}
	}
}

// So do their pages in the other languages of the site.
func TestWhatIsHeldBackSaysSoInEveryLanguage(t *testing.T) {
	d := serving(t, map[string]string{"content/pages/draft.md": "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n"})
	settings, err := os.ReadFile(filepath.Join(d.folder, "data", "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	page := d.opens("/cy/draft/")
	d.write("data/site.yaml", strings.Replace(string(settings), "language: en-GB", "language: en-GB\nlanguages: [en-GB, cy]", 1))
	page.hears("it is there", func(news told) bool { return news.Changed })
	if _, body := d.get("/cy/draft/"); !strings.Contains(body, "Draft. The public does not see this page.") {
		t.Error("the Welsh page of a draft does not say that it is one")
	}
}

// What the public site would complain of is told, though the preview has it.
func TestTheProblemsAreThoseOfThePublicSite(t *testing.T) {
	d := serving(t, map[string]string{
		"content/pages/draft.md": "---\ntitle: A draft\ndraft: true\n---\n\nNot yet.\n",
		"content/pages/about.md": about + "\n[more](/draft/)\n",
	})
	d.waits("a page that is a (draft)")
	for address, words := range map[string]string{"/about/": "our words", "/draft/": "Not yet."} {
		if status, body := d.get(address); status != http.StatusOK || !strings.Contains(body, words) {
			t.Errorf("%s is not shown, but %d %s", address, status, body)
		}
	}
}

// What the rules of access find on an open page is laid over it, after the page
// was shown, and over no other.
func TestOpenPagesAreAudited(t *testing.T) {
	const template = "themes/clearprint/templates/page.html"
	d := serving(t, map[string]string{"content/pages/about.md": about})
	sound, err := os.ReadFile(filepath.Join(d.folder, template))
	if err != nil {
		t.Fatal(err)
	}
	page := d.opens("/about/")
	d.write(template, strings.Replace(string(sound), "<h1", `<p><a href="/"></a></p><h1`, 1))
	page.hears("it changed, and no more yet", func(news told) bool { return news.Changed && news.Problems == "" })
	found := func(news told) bool { return strings.Contains(news.Problems, "explain link-name") }
	page, other := d.opens("/about/"), d.opens("/inspections/")
	page.hears("a link has no name", found)
	d.write(template, string(sound))
	page.hears("all is well", func(news told) bool { return news.Problems == "" && news.Changed })
	for len(other.news) > 0 {
		if news := <-other.news; found(news) {
			t.Error("another page was told of it")
		}
	}
}

// Only this computer is answered, by its own names: a stranger's page may
// point a name of its own at this address.
func TestStrangersAreRefused(t *testing.T) {
	d := serving(t, nil)
	port := d.root[strings.LastIndex(d.root, ":"):]
	for host, status := range map[string]int{
		"localhost" + port: http.StatusOK, "127.0.0.1" + port: http.StatusOK, "LOCALHOST" + port: http.StatusOK,
		"evil.example" + port: http.StatusForbidden, "localhost": http.StatusForbidden, "127.0.0.1.evil.example" + port: http.StatusForbidden,
	} {
		request, err := http.NewRequest(http.MethodGet, d.root+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != status {
			t.Errorf("%s is answered with %d", host, answer.StatusCode)
		}
	}
	answer, err := http.Post(d.root+"/", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a post is answered with %d", answer.StatusCode)
	}
}

// No path leads out of the site, and a folder without its slash leads to the
// page on this host.
func TestPaths(t *testing.T) {
	d := serving(t, nil)
	for _, address := range []string{"/../data/site.yaml", "/%2e%2e/data/site.yaml", "/data/site.yaml", "/inspections/../../x", "//evil.example/", "/\x7f"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(d.root, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", address, strings.TrimPrefix(d.root, "http://"))
		answer, _ := io.ReadAll(conn)
		conn.Close()
		if strings.Contains(string(answer), "200 OK") || strings.Contains(string(answer), "Location: //") || strings.Contains(string(answer), "Location: http") {
			t.Errorf("%s: %s", address, answer)
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(d.root + "/inspections")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.Header.Get("Location") != "/inspections/" {
		t.Errorf("led to %s", answer.Header.Get("Location"))
	}
}

// Two thousand requests, half of them malformed, from eight sides while files
// change: the preview answers as before.
func TestManyRequests(t *testing.T) {
	d := serving(t, map[string]string{"content/pages/about.md": about})
	var all sync.WaitGroup
	for side := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			chance := rand.New(rand.NewSource(int64(side)))
			for i := range 250 {
				if i%2 == 0 {
					garbage(d.root, chance)
				} else if answer, err := http.Get(d.root + "/about/"); err == nil {
					_, _ = io.Copy(io.Discard, answer.Body)
					answer.Body.Close()
				} else {
					t.Error(err)
				}
			}
		}()
	}
	for i := range 10 {
		d.write("content/pages/about.md", strings.Repeat(about, 1+i%2))
	}
	all.Wait()
	d.write("content/pages/about.md", about)
	if status, _ := d.get("/about/"); status != http.StatusOK {
		t.Errorf("afterwards the page has status %d", status)
	}
	t.Logf("tried 2000 requests, half of them malformed, while files change")
}

// garbage sends bytes that are no request, or half of one.
func garbage(root string, chance *rand.Rand) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(root, "http://"))
	if err != nil {
		return
	}
	defer conn.Close()
	request := []byte("GET /about/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
	for range 1 + chance.Intn(8) {
		request[chance.Intn(len(request))] = byte(chance.Intn(256))
	}
	_, _ = conn.Write(request[:chance.Intn(len(request))])
}
