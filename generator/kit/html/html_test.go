package html

import (
	"regexp"
	"strings"
	"testing"
)

// What kit/markdown writes comes back as it was.
func TestSanitiseLeavesWhatIsOurs(t *testing.T) {
	for _, ours := range []string{
		``,
		`Children's needs are "well" met – always`,
		"<p>One</p>\n<p>Two &amp; &lt;three&gt;</p>",
		`<a href="/about/">about</a> <a href="/">home</a> <a href="#p33">paragraph 33</a>`,
		`<a href="https://example.org/?a=1&amp;b=2#c">web</a> <a href="mailto:a@example.org">mail</a> <a href="tel:02012345678">ring</a>`,
		`<a href="/%C3%A9/">é</a>`,
		"one<br>\ntwo<hr>",
		`<em>one</em> <strong>two</strong> <code>three</code> H<sub>2</sub>O m<sup>2</sup>`,
		`<ul><li id="improve-1">one</li></ul><ol start="3"><li>three</li></ol>`,
		`<blockquote><p>said</p></blockquote>`,
		`<p>A word: <span lang="ur" dir="rtl">خوش آمدید</span></p>`,
		`<pre class="ch-chroma" tabindex="0"><code class="language-go"><span class="ch-kd">func</span></code></pre>`,
		`<table><caption>c</caption><thead><tr><td></td><th scope="col" class="align-right">A</th></tr></thead><tbody><tr><th scope="row">r</th><td class="align-left">1</td></tr></tbody></table>`,
		`<img loading="lazy" alt="A &#34;line&#34; that falls" src="/pictures/line.png">`,
		`<img src="/a.png" alt="" width="40" height="30">`,
	} {
		if got := Sanitise(ours); got != ours {
			t.Errorf("%s\nbecomes %s", ours, got)
		}
	}
}

func TestSanitiseLeavesOutAllElse(t *testing.T) {
	for written, want := range map[string]string{
		`<script>alert(1)</script>x`:                         `x`,
		`<style>p{}</style>x`:                                `x`,
		`<!-- note -->x`:                                     `x`,
		`<p onclick="x" style="y" class="z" id="i">x</p>`:    `<p>x</p>`,
		`<h1>x</h1><div>y</div>`:                             `xy`,
		`<a href="javascript:alert(1)">x</a>`:                `x`,
		`<a href="//example.org/">x</a>`:                     `x`,
		`<a href="/\example.org/">x</a>`:                     `x`,
		"<a href=\"/\t/example.org/\">x</a>":                 `x`,
		`<a href="about/">x</a>`:                             `x`,
		`<a href="/x/" target="_blank">x</a>`:                `<a href="/x/">x</a>`,
		`<img src="https://example.org/x.png" alt="">`:       `<img alt="">`,
		`<img src="/x.png" onerror="x">`:                     `<img src="/x.png">`,
		`<span class="other">x</span>`:                       `<span>x</span>`,
		`<span lang="a b" dir="up">x</span><p lang="cy">y`:   `<span>x</span><p>y`,
		`<pre tabindex="5">x</pre>`:                          `<pre>x</pre>`,
		`<p>a > b &quot;c&quot;</p>`:                         `<p>a &gt; b "c"</p>`,
		`<iframe src="/x/"></iframe><svg><p>x</p></svg>`:     `<p>x</p>`,
		`<ol start="-1"><li id="A B">x</li></ol>`:            `<ol><li>x</li></ol>`,
		`<th scope="all" class="align-top">x</th>`:           `<th>x</th>`,
		`<code class="language-go onload=x">x</code>`:        `<code>x</code>`,
		`<p>x</p><p title="<script>alert(1)</script>">y</p>`: `<p>x</p><p>y</p>`,
	} {
		if got := Sanitise(written); got != want {
			t.Errorf("%s\nbecomes %s, want %s", written, got, want)
		}
	}
}

func TestWordsAreAsTheyAreMet(t *testing.T) {
	for fragment, want := range map[string]string{
		`Plain`:                                           `Plain`,
		"<p>One</p>\n<p>two  \n three</p>":                `One two three`,
		`<em>m</em>id-<strong>w</strong>ord`:              `mid-word`,
		`<table><tr><th>A</th><td>1</td></tr></table>`:    `A 1`,
		`one<br>two`:                                      `one two`,
		`a &amp; b &lt;c&gt; &#39;d&#39;`:                 `a & b <c> 'd'`,
		`<a href="/x/">x</a><img alt="no words" src="/">`: `x`,
		"no\u00a0break":                                   "no\u00a0break",
		`unclosed <em`:                                    `unclosed`,
	} {
		if got := Words(fragment); got != want {
			t.Errorf("the words of %s are %q, want %q", fragment, got, want)
		}
	}
}

func TestAPageIsRead(t *testing.T) {
	page, err := Parse(strings.NewReader(`<!doctype html><html lang="en-GB"><head><title>T</title><style>p{}</style></head>
<body><h1>Title</h1><section id="p33"><p>Paragraph <b>33</b>.</p><p>More.</p><script>no()</script></section>
<a href="/a/">A</a><a href="/b/" rel="next">B</a></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := page.ByID("p33").Text(); got != "Paragraph 33. More." {
		t.Errorf("#p33 says %q", got)
	}
	if page.ByID("p34") != nil {
		t.Error("there is no #p34")
	}
	links := page.Find(func(n *Node) bool { return n.Name() == "a" })
	if len(links) != 2 || links[1].Text() != "B" {
		t.Errorf("%d links", len(links))
	}
	if href, ok := links[1].Attr("href"); href != "/b/" || !ok {
		t.Errorf("the link leads to %q", href)
	}
	if _, ok := links[0].Attr("rel"); ok || page.Name() != "" {
		t.Error("what is not there is found")
	}
	for first := range page.All() {
		if lang, _ := first.Attr("lang"); first.Name() != "html" || lang != "en-GB" {
			t.Errorf("the first element is %s", first.Name())
		}
		break
	}
}

// Whatever comes, what is left has only tags of ours, is the same when it is
// sanitised again, and the short way gives what the policy gives.
func FuzzSanitise(f *testing.F) {
	for _, seed := range []string{
		`<p>x</p>`, `<a href="/x/">y</a>`, `<img src="/x.png" alt='"'>`, `<scr<script>ipt>x`, `<p title="&lt;">`, `&quot;&#39;&amp;lt;`,
		`<a href="java&#x0A;script:x">`, `<svg><style><img src=x onerror=y>`, `<table><td class="align-left">`, "a\x00\r<p\n>",
		`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`, `<textarea><p>`, `</p><p`, `<ul><li>a <em>b</em> <strong>c</strong><br><code>&amp;</code></li></ul>`, `</li></ol><blockquote>x</em>`, `<em/>`, `<em`,
	} {
		f.Add(seed)
	}
	tag := regexp.MustCompile(`^</?(p|br|hr|blockquote|ul|ol|li|em|strong|sub|sup|code|pre|span|table|caption|thead|tbody|tr|th|td|a|img)[ />]`)
	f.Fuzz(func(t *testing.T, fragment string) {
		safe := Sanitise(fragment)
		if again := Sanitise(safe); again != safe {
			t.Errorf("%q is %q, and then %q", fragment, safe, again)
		}
		if long := plainQuotes(policy.Sanitize(fragment)); long != safe {
			t.Errorf("%q is %q the short way, %q the long", fragment, safe, long)
		}
		for i := range safe {
			if safe[i] == '<' && !tag.MatchString(safe[i:]) {
				t.Errorf("%q is %q", fragment, safe)
			}
		}
		for _, one := range []string{safe, fragment, "<p>" + fragment + "</p>"} {
			if short, long := Words(one), wordsIn(one); short != long {
				t.Errorf("%q has the words %q the short way, %q the long", one, short, long)
			}
		}
	})
}
