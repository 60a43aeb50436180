// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_report.h"

#include "ui/bridge/sentences.h"
#include "ui/experiments/results_reading.h"
#include "ui/experiments/results_tables.h"
#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace saferscope {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::SweepReport)
};

constexpr QSize figureSize(760, 430);

// Every word goes through here, ours too: one rule without exceptions.
QString escaped(const QString& text) {
    // What XML may not hold would end the page for a strict reader; what steers direction would reorder our words.
    return literalText(text).toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}
QString escaped(const std::string& text) { return escaped(QString::fromStdString(text)); }

QString element(const char* name, const QString& text) {
    return QStringLiteral("<%1>%2</%1>\n").arg(QLatin1String(name), escaped(text));
}

/// The drawing alone, without the declaration and type of a file.
QString inlineSvg(const SweepFigure& figure, const Theme& theme, const char* cssClass) {
    QString svg = QString::fromUtf8(sweepFigureSvg(figure, theme, figureSize));
    svg = svg.mid(svg.indexOf(QLatin1String("<svg")));
    return svg.replace(0, 4, QStringLiteral("<svg class=\"%1\" aria-hidden=\"true\"").arg(QLatin1String(cssClass)));
}

QString styleSheet() {
    return QStringLiteral(R"(
:root { color-scheme: light dark; --ink: #1b2230; --quiet: #566072; --line: #d9dee7; --page: #ffffff; --low: #b53333; --high: #3b49b0; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf2; --quiet: #aab3c3; --line: #3a4252; --page: #171b23; --low: #f58c8c; --high: #9da0ff; }
  svg.light { display: none; } svg.dark { display: inline; } }
@media screen and (prefers-color-scheme: light) { svg.dark { display: none; } }
@media print { svg.dark { display: none; } figure, table, section { break-inside: avoid; } thead { display: table-header-group; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; overflow-wrap: anywhere; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
.quiet, caption, figcaption { color: var(--quiet); }
.reading { font-size: 1.08rem; border-left: 4px solid var(--high); padding: .2rem 0 .2rem 1rem; }
figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; } figcaption { font-size: .9rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; } caption { text-align: left; padding: .3rem 0; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child, .words { text-align: left; } td.value { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.lower { color: var(--low); font-weight: 600; } .higher { color: var(--high); font-weight: 600; }
)");
}

QString figureHtml(const SweepShown& shown, const std::string& section) {
    SweepFigureOptions options;
    options.section = section;
    const SweepFigure figure = sweepFigure(shown.sweep.spec, shown.results, options);
    QString html = QStringLiteral("<figure role=\"img\" aria-label=\"%1\">\n")
                       .arg(escaped(Words::tr("%1: %2 against ratio. %3")
                                        .arg(figure.title, figure.yTitle,
                                             figure.description().replace(QLatin1Char('\n'), QLatin1String("; ")))));
    html += inlineSvg(figure, lightTheme(), "light") + inlineSvg(figure, darkTheme(), "dark");
    html +=
        element(
            "figcaption",
            Words::tr("%1, mean over seeds. Bands and bars: 95 % intervals. %2.").arg(figure.title, figure.axisNote)) +
        QStringLiteral("</figure>\n");
    return html;
}

QString tableHtml(const SweepShown& shown, const std::string& section) {
    QString html = QStringLiteral("<div class=\"wide\"><table>\n") +
                   element("caption", Words::tr("%1: differences are points to the baseline, matched by pair and seed.")
                                          .arg(sweepSectionTitle(section))) +
                   QStringLiteral("<thead><tr>");
    for (int column = SweepPointsModel::Model; column < SweepPointsModel::ColumnCount; ++column) {
        html += QStringLiteral("<th scope=\"col\">%1</th>").arg(escaped(SweepPointsModel::header(column)));
    }
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const auto& point : shown.results.points) {
        if (point.section != section) {
            continue;
        }
        html += QStringLiteral("<tr>");
        for (int column = SweepPointsModel::Model; column < SweepPointsModel::ColumnCount; ++column) {
            const bool result = column == SweepPointsModel::Result;
            const char* look = !result                 ? ""
                               : !isEstablished(point) ? " class=\"words quiet\""
                               : point.difference < 0  ? " class=\"words lower\""
                                                       : " class=\"words higher\"";
            html += QStringLiteral("<td%1>%2</td>")
                        .arg(QLatin1String(look), escaped(SweepPointsModel::text(point, column)));
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</tbody></table></div>\n");
}

QString facts(const Sweep& sweep) {
    const SweepSpec& spec = sweep.spec;
    QStringList strategies;
    QStringList ratios;
    QStringList seeds;
    for (const Strategy strategy : spec.strategies) {
        strategies.append(strategyTitle(strategy));
    }
    for (const double ratio : spec.ratios) {
        ratios.append(percentText(ratio));
    }
    for (const auto seed : spec.seeds) {
        seeds.append(QString::number(seed));
    }
    const auto text = [](const std::string& value) { return QString::fromStdString(value); };
    const auto named = [&](const std::string& name, const std::string& hash) {
        return hash.empty() ? text(name) : Words::tr("%1 (content hash %2)").arg(text(name), text(hash));
    };
    const std::vector<std::pair<QString, QString>> rows = {
        {Words::tr("Sweep"), text(spec.id)},
        {Words::tr("Made"), text(spec.createdAt)},
        {Words::tr("Code version"), text(spec.codeVersion)},
        {Words::tr("Mode"), sweepModeTitle(spec.mode)},
        {Words::tr("Strategies"), strategies.join(QStringLiteral("; "))},
        {Words::tr("Ratios"), ratios.join(QStringLiteral("; "))},
        {Words::tr("Seeds"), seeds.join(QStringLiteral("; "))},
        {Words::tr("Trained on"), named(spec.dataset, spec.datasetHash)},
        {Words::tr("Reference"), named(spec.reference, spec.referenceHash)},
        {Words::tr("Scores from index"), named(spec.index, spec.indexHash)},
        {Words::tr("Positions scored"), text(spec.scope)},
        {Words::tr("Feature set"), text(spec.featureSet)},
        {Words::tr("Feature rule"), text(spec.rule)},
        {Words::tr("Base model"), named(spec.baseModel, spec.baseModelHash)},
        {Words::tr("Evaluated on"), named(spec.evaluation, spec.evaluationHash)},
        {Words::tr("Suite"), text(spec.suite)},
        {Words::tr("Longest conversation"), Words::tr("%Ln tokens", nullptr, pluralOf(spec.maxTokens))},
        {Words::tr("Device"), text(spec.device)},
        {Words::tr("Training"), text(dumpJson(spec.trainingConfig))}};
    QString html = QStringLiteral("<div class=\"wide\"><table><tbody>\n");
    for (const auto& [name, value] : rows) {
        if (!value.isEmpty()) {
            html += QStringLiteral("<tr><th scope=\"row\">%1</th><td class=\"value\">%2</td></tr>\n")
                        .arg(escaped(name), escaped(value));
        }
    }
    html += QStringLiteral("</tbody></table></div>\n");
    html += element("h3", Words::tr("Models")) + QStringLiteral("<div class=\"wide\"><table><thead><tr>");
    for (const QString& name : {Words::tr("Model"), Words::tr("Seed"), Words::tr("Pairs changed"),
                                Words::tr("Plan (hash)"), Words::tr("Training run"), Words::tr("Evaluation run")}) {
        html += QStringLiteral("<th scope=\"col\">%1</th>").arg(escaped(name));
    }
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const auto& cell : sweep.cells) {
        html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td><td>%6</td></tr>\n")
                    .arg(escaped(cellGroupTitle(cell)), QString::number(cell.seed), QString::number(cell.changed),
                         escaped(cell.planHash.substr(0, 12)), escaped(cell.trainRun), escaped(cell.evaluateRun));
    }
    return html + QStringLiteral("</tbody></table></div>\n");
}

QString methods() {
    QString html;
    for (const QString& sentence :
         {Words::tr(
              "A verdict is right when the chosen answer's reward is higher; a tie is wrong. A section's accuracy "
              "weighs its subsets as the suite says, and is the mean over seeds."),
          Words::tr("Intervals are 95 %. Pairs and seeds are treated as drawn from more of their kind (crossed random "
                    "effects): the variance of the mean is turned into an effective number of independent verdicts, at "
                    "most the number of pairs, for Wilson's interval; with few seeds Student's t by Satterthwaite's "
                    "degrees of freedom widens it."),
          Words::tr("Differences are matched by pair and seed: Newcombe's paired interval with the effective number of "
                    "pairs, strata combined by squares, widened by what seeds differ."),
          Words::tr("p: McNemar's exact test for one seed, Obuchowski's test with pairs as clusters for several "
                    "(RM-Bench: with items); "
                    "adjusted by Holm's method within a section. The test does not know how models differ from seed to "
                    "seed, so a change is called one only where the interval leaves out 0 as well."),
          Words::tr(
              "Which pairs of a changed model's data were flipped or dropped, and why each of them, is listed in the "
              "plan whose hash stands beside the model; plans are kept in the folder of the sweep.")}) {
        html += element("p", sentence);
    }
    return html;
}

}  // namespace

QByteArray sweepReportHtml(const SweepShown& shown) {
    const SweepSpec& spec = shown.sweep.spec;
    const QString title = spec.title.empty() ? QString::fromStdString(spec.id) : QString::fromStdString(spec.title);
    const SweepReading reading = readSweepResults(spec, shown.results);
    const QString language = QLocale().bcp47Name();
    QString html = QStringLiteral(
                       "<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\"/>\n")
                       .arg(escaped(language == QLatin1String("C") ? QStringLiteral("en") : language));
    html += element("title", title) + QStringLiteral("<style>") + styleSheet() +
            QStringLiteral("</style>\n</head>\n<body>\n<main>\n");
    html += element("h1", title);
    html += QStringLiteral("<p class=\"quiet\">%1</p>\n")
                .arg(escaped(Words::tr("%1 sweep; %2 of %3 models evaluated; made with Saferscope")
                                 .arg(sweepModeTitle(spec.mode), QString::number(shown.results.cellsDone),
                                      QString::number(shown.results.cells))));
    html += QStringLiteral("<p class=\"reading\">%1</p>\n").arg(escaped(reading.text()));
    if (!shown.results.warnings.empty()) {
        html += element("h2", Words::tr("Warnings")) + QStringLiteral("<ul>\n");
        for (const auto& warning : shown.results.warnings) {
            html += element("li", sentence(warning));
        }
        html += QStringLiteral("</ul>\n");
    }
    // The section the reading is about first.
    std::vector<std::string> sections = shown.results.sections;
    const std::string main = mainSection(shown.results);
    std::stable_partition(sections.begin(), sections.end(), [&](const std::string& name) { return name == main; });
    for (const auto& section : sections) {
        html += QStringLiteral("<section>\n") + element("h2", sweepSectionTitle(section)) + figureHtml(shown, section) +
                tableHtml(shown, section) + QStringLiteral("</section>\n");
    }
    html += element("h2", Words::tr("What was done")) + facts(shown.sweep);
    html += element("h2", Words::tr("How the numbers are computed")) + methods();
    html += QStringLiteral("</main>\n</body>\n</html>\n");
    return html.toUtf8();
}

}  // namespace saferscope
