/* How cards look: spacing and type near to what Teams has, colours from the page's tokens. */
const tones = (accent) => ({
  default: { default: "var(--text)", subtle: "var(--quiet)" },
  dark: { default: "var(--text)", subtle: "var(--quiet)" },
  light: { default: "var(--quiet)", subtle: "var(--quiet)" },
  accent: { default: accent, subtle: accent },
  good: { default: "var(--good)", subtle: "var(--good)" },
  warning: { default: "var(--warn)", subtle: "var(--warn)" },
  attention: { default: "var(--bad)", subtle: "var(--bad)" },
});
const style = (backgroundColor) => ({
  backgroundColor,
  foregroundColors: tones("var(--accent-strong)"),
});
const fontWeights = { lighter: 300, default: 400, bolder: 600 };
const fontSizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };

/** The host config, for the page's whole life. */
export const makeHostConfig = () =>
  new window.AdaptiveCards.HostConfig({
    supportsInteractivity: true,
    spacing: { small: 6, default: 10, medium: 16, large: 22, extraLarge: 30, padding: 16 },
    separator: { lineThickness: 1, lineColor: "var(--line)" },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: { fontFamily: "var(--font)", fontSizes, fontWeights },
      monospace: { fontFamily: "var(--mono)", fontSizes, fontWeights },
    },
    textStyles: { heading: { size: "large", weight: "bolder", fontType: "default" } },
    containerStyles: {
      default: style("transparent"),
      emphasis: style("var(--canvas)"),
      accent: style("var(--accent-soft)"),
      good: style("var(--good-soft)"),
      attention: style("var(--bad-soft)"),
      warning: style("var(--warn-soft)"),
    },
    actions: {
      maxActions: 6,
      spacing: "medium",
      buttonSpacing: 8,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      allowTitleToWrap: true,
      showCard: { actionMode: "inline", inlineTopMargin: 14, style: "emphasis" },
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { weight: "bolder", wrap: true, maxWidth: 180 },
      value: { wrap: true },
      spacing: 14,
    },
    inputs: {
      label: {
        inputSpacing: "small",
        requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
        optionalInputs: { weight: "bolder" },
      },
      errorMessage: { color: "attention", spacing: "small", size: "small", weight: "default" },
    },
  });
