// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_figure.h"

#include "core/base/atomic_file.h"
#include "ui/charts/number_text.h"
#include "ui/charts/picture_file.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int figureWidth = 820;
constexpr int figureHeight = 460;
constexpr std::size_t wordsAtMost = 60;

void widen(Range& range, double value) {
    if (std::isfinite(value)) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
}

Range airy(Range range) {
    if (!(range.low <= range.high)) {
        return {-1.0, 1.0};
    }
    if (range.size() <= 1e-12 * std::max(1.0, std::abs(range.high))) {
        const double half = std::max(std::abs(range.low) * 0.1, 0.01);
        return {range.low - half, range.high + half};
    }
    return padded(range, false);
}

QString wordsOfBin(const EffectFigure& figure, const EffectFigure::Bin& bin) {
    return QCoreApplication::translate("EffectFigure", "%1: %2 between %3 and %4")
        .arg(static_cast<qsizetype>(bin.series) < figure.series.size()
                 ? figure.series[static_cast<qsizetype>(bin.series)]
                 : QString())
        .arg(bin.count)
        .arg(shortNumberText(bin.low), shortNumberText(bin.high));
}

}  // namespace

QString EffectFigure::description() const {
    QStringList words{caption};
    for (const Mark& mark : marks) {
        words << QStringLiteral("%1: %2").arg(mark.name, shortNumberText(mark.x));
    }
    for (const Bin& bin : bins) {
        if (bin.count > 0) {
            words << wordsOfBin(*this, bin);
        }
    }
    for (std::size_t i = 0; i < std::min(points.size(), wordsAtMost); ++i) {
        words << points[i].words;
    }
    if (points.size() > wordsAtMost) {
        words << QCoreApplication::translate("EffectFigure", "and %Ln more points", nullptr,
                                             pluralOf(points.size() - wordsAtMost));
    }
    words.removeAll(QString());
    return words.join(QLatin1Char('\n'));
}

Range EffectFigure::xRange() const {
    Range range{INFINITY, -INFINITY};
    for (const Point& point : points) {
        widen(range, point.x);
        if (kind == Kind::Intervals && point.ci) {
            widen(range, point.ci->low);
            widen(range, point.ci->high);
        }
    }
    for (const Bin& bin : bins) {
        widen(range, bin.low);
        widen(range, bin.high);
    }
    for (const Mark& mark : marks) {
        widen(range, mark.x);
    }
    if (kind != Kind::Curve) {
        widen(range, 0.0);
    }
    return airy(range);
}

Range EffectFigure::yRange() const {
    if (kind == Kind::Intervals) {
        return {-0.5, static_cast<double>(std::max<qsizetype>(1, lines.size())) - 0.5};
    }
    Range range{INFINITY, -INFINITY};
    if (kind == Kind::Histogram) {
        std::uint64_t most = 1;
        for (const Bin& bin : bins) {
            most = std::max(most, bin.count);
        }
        return {0.0, static_cast<double>(most) * 1.08};
    }
    for (const Point& point : points) {
        widen(range, point.y);
        if (point.ci) {
            widen(range, point.ci->low);
            widen(range, point.ci->high);
        }
    }
    widen(range, 0.0);
    return airy(range);
}

std::vector<EffectFigure::Bin> effectBins(const std::vector<std::vector<double>>& series, std::size_t count) {
    Range range{INFINITY, -INFINITY};
    for (const auto& values : series) {
        for (const double value : values) {
            widen(range, value);
        }
    }
    std::vector<EffectFigure::Bin> bins;
    if (!(range.low <= range.high) || count == 0) {
        return bins;
    }
    if (range.size() <= 0.0) {
        range = airy(range);
    }
    const double width = range.size() / static_cast<double>(count);
    for (std::size_t s = 0; s < series.size(); ++s) {
        const std::size_t first = bins.size();
        for (std::size_t i = 0; i < count; ++i) {
            const double low = range.low + static_cast<double>(i) * width;
            bins.push_back({low, low + width, 0, s});
        }
        for (const double value : series[s]) {
            if (std::isfinite(value)) {
                const auto place = static_cast<std::size_t>(std::max(0.0, (value - range.low) / width));
                ++bins[first + std::min(count - 1, place)].count;
            }
        }
    }
    return bins;
}

Status exportEffectFigure(const std::filesystem::path& path, const EffectFigure& figure) {
    const QString ending = QString::fromStdString(path.extension().string()).toLower();
    const QSize size(figureWidth, std::max(figureHeight, effectFigureHeight(figure, pictureFont())));
    const FigurePainter paint = [&figure](QPainter& painter, const QRectF& area, const QFont& font) {
        paintEffectFigure(painter, area, figure, lightTheme(), font);
    };
    QByteArray bytes;
    if (ending == QLatin1String(".png")) {
        bytes = picturePng(size, paint);
    } else if (ending == QLatin1String(".svg")) {
        bytes = pictureSvg(size, paint);
    } else if (ending == QLatin1String(".pdf")) {
        bytes = picturePdf(size, figure.title, paint);
    } else {
        return fail(ErrorCode::Usage, "A chart cannot be saved as \"" + ending.toStdString() + "\".",
                    "Choose a name that ends in .png, .svg or .pdf.");
    }
    return writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace saferscope
