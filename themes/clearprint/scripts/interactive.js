// The interactive chart: the options that the site holds beside the picture,
// drawn by Apache ECharts with hover values and zoom. Colours and type are the
// page's own, words are those of the table. Parts are imported one by one, and
// zoom is ours, so that the whole stays small and touch still scrolls the page.
import { init } from "echarts/lib/core/echarts.js";
import { use } from "echarts/lib/extension.js";
import { install as bar } from "echarts/lib/chart/bar/install.js";
import { install as line } from "echarts/lib/chart/line/install.js";
import { install as aria } from "echarts/lib/component/aria/install.js";
import { install as grid } from "echarts/lib/component/grid/install.js";
import { install as legend } from "echarts/lib/component/legend/installLegendPlain.js";
import { install as markLine } from "echarts/lib/component/marker/installMarkLine.js";
import { install as tooltip } from "echarts/lib/component/tooltip/install.js";
import { install as svg } from "echarts/lib/renderer/installSVGRenderer.js";

use([bar, line, aria, grid, legend, markLine, tooltip, svg]);

document.currentScript.draw = draw;

// draw puts the chart behind an element and gives what closes it again. A long
// list of bars makes it taller.
function draw(before, option, say) {
  const box = document.createElement("div");
  const drawing = document.createElement("div");
  box.className = "interactive";
  drawing.className = "drawing";
  before.after(box);
  box.append(drawing);
  const chart = init(drawing, null, { renderer: "svg" });
  const whole = prepared(option);
  const view = zoom(whole);
  const show = () => {
    chart.resize();
    chart.setOption(themed(drawing, view.options()), { notMerge: true });
  };
  box.append(buttons(view, show, say));
  if (whole.yAxis.type === "category") {
    drawing.style.minBlockSize = `${whole.yAxis.data.length * (whole.series.length + 1) * 1.4 + 6}em`;
  }
  const size = new ResizeObserver(show);
  size.observe(drawing);
  const settings = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const setting of settings) setting.addEventListener?.("change", show);
  const choices = new MutationObserver(show); // of the reader, in another tab
  choices.observe(document.documentElement, { attributes: true });
  const hide = (event) => { if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" }); };
  addEventListener("keydown", hide);
  show();
  return () => {
    removeEventListener("keydown", hide);
    for (const setting of settings) setting.removeEventListener?.("change", show);
    choices.disconnect();
    size.disconnect();
    chart.dispose();
    box.remove();
  };
}

// prepared gives the options with one axis of each kind. Bars lie, so that
// their names have room.
function prepared(option) {
  const [x, y] = [option.xAxis, option.yAxis].map((axis) => [].concat(axis)[0]);
  const value = { type: "value", ...y };
  return { ...option, ...x.type === "category" ? { xAxis: value, yAxis: { ...x, inverse: true } } : { xAxis: x, yAxis: value } };
}

// zoom holds which part of the numbers is looked at, from 0 to 1, and gives
// the options for it.
function zoom(option) {
  const along = option.yAxis.type === "category" ? "yAxis" : "xAxis";
  const [first, last] = extent(option[along], option.series);
  const place = (part) => {
    const at = first + part * (last - first);
    return along === "yAxis" ? Math.round(at) : at;
  };
  let from = 0, wide = 1;
  return {
    options: () => wide === 1 ? option : { ...option, [along]: { ...option[along], min: place(from), max: place(from + wide) } },
    scale(factor) {
      const middle = from + wide / 2;
      wide = Math.min(wide * factor, 1);
      from = middle - wide / 2;
      this.move(0);
    },
    move(step) { from = Math.min(Math.max(from + step * wide, 0), 1 - wide); },
    deepest: () => wide < 0.2,
    whole: () => wide === 1,
    atStart: () => from === 0,
    atEnd: () => from + wide === 1,
  };
}

// extent is where the numbers begin and end along an axis.
function extent(axis, series) {
  if (axis.type === "category") return [0, axis.data.length - 1];
  const times = series.flatMap((one) => one.data).filter((point) => point.value).map((point) => +new Date(point.value[0]));
  return [Math.min(...times), Math.max(...times)];
}

function buttons(view, show, say) {
  const row = document.createElement("div");
  row.className = "tools";
  const all = [
    ["interactiveZoomIn", () => view.scale(0.5), view.deepest],
    ["interactiveZoomOut", () => view.scale(2), view.whole],
    ["interactiveBefore", () => view.move(-0.5), view.atStart],
    ["interactiveAfter", () => view.move(0.5), view.atEnd],
  ].map(([word, act, done]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say(word);
    const note = () => button.setAttribute("aria-disabled", done());
    button.addEventListener("click", () => {
      if (done()) return;
      act();
      show();
      for (const other of all) other();
    });
    row.append(button);
    note();
    return note;
  });
  return row;
}

// Symbols and dashes are those of the picture.
const symbols = ["circle", "rect", "triangle", "diamond", "path://M-5,-4L5,-4L0,5.5z"];
const dashes = ["solid", [14, 5], [7, 4], [14, 4, 3, 4], [10, 3, 3, 3, 3, 3]];

// themed lays the page's colours and type over the options. A colour is asked
// of the browser, so that forced colours are obeyed as well.
function themed(drawing, option) {
  const style = getComputedStyle(drawing);
  const size = parseFloat(style.fontSize), width = drawing.clientWidth;
  const [ink, quiet, rule, hair, paper] = ["ink", "quiet", "rule", "hair", "paper"].map((name) => colourOf(drawing, name));
  const text = { fontFamily: style.fontFamily, fontSize: size, lineHeight: 1.3 * size, color: ink };
  const kinds = {
    category: { label: { width: 0.4 * width, overflow: "break", interval: 0 } },
    time: { minInterval: 365 * 24 * 3600 * 1000, label: { formatter: "{yyyy}" } },
    value: { splitNumber: Math.min(Math.max(Math.floor(width / size / 6), 2), 6) },
  };
  const axis = (one) => ({
    ...one,
    ...kinds[one.type],
    boundaryGap: one.type === "category" || ["5%", "5%"],
    axisLabel: { ...one.axisLabel, ...text, color: quiet, hideOverlap: true, ...kinds[one.type].label },
    axisLine: { lineStyle: { color: rule } },
    axisTick: { lineStyle: { color: rule } },
    splitLine: { show: one.type === "value", lineStyle: { color: hair } },
  });
  const many = option.series.length > 1;
  const flagged = option.series.some((one) => one.markLine);
  return {
    useUTC: true,
    aria: { enabled: true, decal: { show: true }, label: { enabled: true, ...option.aria.label } },
    animation: false,
    textStyle: text,
    color: symbols.map((_, i) => colourOf(drawing, `series-${i + 1}`)),
    legend: { show: many, orient: "vertical", left: 0, top: 0, textStyle: text, itemWidth: 3 * size, itemGap: 0.3 * size, inactiveColor: rule },
    grid: { left: 0.5 * size, right: size, top: (0.8 + (many && 1.6 * option.series.length) + (flagged && 1.4)) * size, bottom: 0.5 * size, containLabel: true },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      transitionDuration: 0,
      backgroundColor: paper,
      borderColor: ink,
      textStyle: { color: ink },
      axisPointer: { lineStyle: { color: ink } },
      formatter: (shown) => spoken(shown, many),
      position: beside(text),
    },
    xAxis: axis(option.xAxis),
    yAxis: axis(option.yAxis),
    series: option.series.map((one, i) => ({
      symbol: symbols[i],
      symbolSize: 0.7 * size,
      showAllSymbol: true,
      ...one,
      lineStyle: { type: dashes[i], width: 3 },
      itemStyle: { borderColor: paper, borderWidth: 1 },
      markLine: one.markLine && {
        ...one.markLine,
        silent: true,
        symbol: "none",
        lineStyle: { color: quiet, type: "solid", width: 1 },
        label: { ...text, formatter: "{b}", position: "end" },
      },
    })),
  };
}

function colourOf(drawing, name) {
  const probe = document.createElement("span");
  const property = name === "paper" ? "backgroundColor" : "color";
  probe.style[property] = `var(--${name})`;
  drawing.append(probe);
  const colour = getComputedStyle(probe)[property];
  probe.remove();
  return colour;
}

// spoken names the points that are shown. The name of a point says all of it:
// its period, and its number or why there is none.
const spoken = (shown, many) => shown.filter((point) => point.data?.name)
  .map((point) => many ? `${point.seriesName}: ${point.data.name}` : point.data.name).join("\n");

// beside places the words within the drawing, in the type of the page, which
// they have no other way to take on.
const beside = (text) => (point, _, words, __, { viewSize }) => {
  words.setStyle(text);
  if (words.getBoundingRect().width > viewSize[0]) words.setStyle({ width: viewSize[0] - 2 * text.fontSize, overflow: "break" });
  const { width, height } = words.getBoundingRect();
  const place = (at, size, all) => Math.max(Math.min(at > all / 2 ? at - size - text.fontSize : at + text.fontSize, all - size), 0);
  return [place(point[0], width, viewSize[0]), place(point[1], height, viewSize[1])];
};
