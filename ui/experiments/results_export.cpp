// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "ui/experiments/results_report.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace saferscope {
namespace {

constexpr QSize figureSize(760, 460);

QFont figureFont() {
    QFont font;  // the application's family in a fixed size: files do not depend on the window's zoom
    font.setPixelSize(13);
    return font;
}

}  // namespace

QByteArray sweepFigureSvg(const SweepFigure& figure, const Theme& theme, QSize size) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setResolution(96);
    generator.setTitle(QStringLiteral("Saferscope"));
    QPainter painter(&generator);
    paintSweepFigure(painter, QRectF(QPointF(0, 0), size), figure, theme, figureFont());
    painter.end();
    return bytes;
}

QByteArray sweepFigurePng(const SweepFigure& figure, QSize size) {
    QImage image(size * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    paintSweepFigure(painter, QRectF(QPointF(0, 0), size), figure, lightTheme(), figureFont());
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray sweepFigurePdf(const SweepFigure& figure, QSize size) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Saferscope"));
    writer.setTitle(figure.title);
    writer.setResolution(96);
    writer.setPageMargins(QMarginsF());
    // One page of just the figure's size; 96 units to the inch.
    writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / 96.0, QPageSize::Point, {}, QPageSize::ExactMatch));
    QPainter painter(&writer);
    paintSweepFigure(painter, QRectF(QPointF(0, 0), size), figure, lightTheme(), figureFont());
    painter.end();
    return bytes;
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
