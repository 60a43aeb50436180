// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "ui/charts/picture_file.h"
#include "ui/experiments/results_report.h"

#include <QPainter>

namespace saferscope {
namespace {

constexpr QSize figureSize(760, 460);

FigurePainter painterOf(const SweepFigure& figure, const Theme& theme) {
    return [&figure, &theme](QPainter& painter, const QRectF& area, const QFont& font) {
        paintSweepFigure(painter, area, figure, theme, font);
    };
}

}  // namespace

QByteArray sweepFigureSvg(const SweepFigure& figure, const Theme& theme, QSize size) {
    return pictureSvg(size, painterOf(figure, theme));
}

QByteArray sweepFigurePng(const SweepFigure& figure, QSize size) {
    return picturePng(size, painterOf(figure, lightTheme()));
}

QByteArray sweepFigurePdf(const SweepFigure& figure, QSize size) {
    return picturePdf(size, figure.title, painterOf(figure, lightTheme()));
}

Status exportSweep(const std::filesystem::path& path, const SweepShown& shown, const SweepFigure& figure) {
    const QString ending = QString::fromStdString(path.extension().string()).toLower();
    QByteArray bytes;
    if (ending == QLatin1String(".png")) {
        bytes = sweepFigurePng(figure, figureSize);
    } else if (ending == QLatin1String(".svg")) {
        bytes = sweepFigureSvg(figure, lightTheme(), figureSize);
    } else if (ending == QLatin1String(".pdf")) {
        bytes = sweepFigurePdf(figure, figureSize);
    } else if (ending == QLatin1String(".csv")) {
        bytes = QByteArray::fromStdString(sweepCsv(shown.results));
    } else if (ending == QLatin1String(".json")) {
        const Json json = {{"sweep", toJson(shown.sweep.spec)}, {"results", toJson(shown.results)}};
        bytes = QByteArray::fromStdString(dumpJson(json, 2) + "\n");
    } else if (ending == QLatin1String(".html")) {
        bytes = sweepReportHtml(shown);
    } else {
        return fail(ErrorCode::Usage, "Results cannot be saved as \"" + ending.toStdString() + "\".",
                    "Choose a name that ends in .png, .svg, .pdf, .csv, .json or .html.");
    }
    return writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace saferscope
