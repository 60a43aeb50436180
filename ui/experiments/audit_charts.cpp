// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_charts.h"

#include "ui/experiments/audit_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {
namespace {

constexpr std::size_t binCount = 40;
constexpr Qt::PenStyle dashes[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

QRectF plotArea(const QWidget& widget) {
    const int line = QFontMetrics(smallFont()).height();
    return QRectF(widget.rect()).adjusted(4.5 * line * 0.6 + 4, 6.5, -8.5, -(2.4 * line) - 2.5);
}

void paintFrame(QPainter& painter, const QRectF& area, const QString& below) {
    const Theme& theme = currentTheme();
    painter.setPen(theme.border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.bottomLeft(), area.topLeft());
    painter.setPen(theme.mutedText);
    const QFontMetrics metrics(painter.font());
    painter.drawText(QRectF(area.left(), area.bottom() + metrics.height() * 1.2, area.width(), metrics.height()),
                     Qt::AlignCenter, below);
}

}  // namespace

std::vector<QPointF> rocPoints(std::span<const double> values, std::span<const std::uint8_t> bad, std::size_t most) {
    std::vector<std::size_t> order(std::min(values.size(), bad.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    const auto wrong = static_cast<double>(std::ranges::count_if(bad, [](std::uint8_t one) { return one != 0; }));
    const double right = static_cast<double>(order.size()) - wrong;
    std::vector<QPointF> points;
    if (wrong <= 0.0 || right <= 0.0) {
        return points;
    }
    points.emplace_back(0.0, 0.0);
    double hits = 0.0;
    double misses = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        (bad[order[i]] != 0 ? hits : misses) += 1.0;
        if (i + 1 == order.size() || values[order[i + 1]] != values[order[i]]) {
            points.emplace_back(misses / right, hits / wrong);
        }
    }
    if (points.size() > most && most >= 2) {
        std::vector<QPointF> fewer;
        for (std::size_t i = 0; i < most; ++i) {
            fewer.push_back(points[i * (points.size() - 1) / (most - 1)]);
        }
        points = std::move(fewer);
    }
    return points;
}

AuditRocChart::AuditRocChart(QWidget* parent) : QWidget(parent) {
    setPictureRole(this, QAccessible::Chart);
    setAccessibleName(tr("ROC curves"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { update(); });
}

void AuditRocChart::setReport(const AuditReport* report) {
    m_curves = {};
    QStringList words;
    if (report != nullptr && report->truth) {
        for (const Suspicion by : allSuspicions) {
            std::vector<double> values;
            std::vector<std::uint8_t> bad;
            for (const AuditRow& row : report->ranking.rows) {
                if (const auto& one = (*report->truth)[row.position]) {
                    values.push_back(row.suspicion(by));
                    bad.push_back(*one ? 1 : 0);
                }
            }
            m_curves[static_cast<std::size_t>(by)] = rocPoints(values, bad);
        }
        for (const Detection& one : report->detections) {
            words << tr("%1: area %2").arg(suspicionTitle(one.by), formatNumber(one.roc.area, 3));
        }
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

void AuditRocChart::setSuspicion(Suspicion by) {
    m_by = by;
    update();
}

void AuditRocChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    const Theme& theme = currentTheme();
    const QRectF area = plotArea(*this);
    const QFontMetrics metrics(painter.font());
    paintFrame(painter, area, tr("right labels taken for wrong ones"));
    for (const double at : {0.0, 0.5, 1.0}) {
        const QString text = formatNumber(at, at == 0.5 ? 1 : 0);
        const double x = area.left() + at * area.width();
        const double y = area.bottom() - at * area.height();
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(x - 20, area.bottom() + 2, 40, metrics.height()), Qt::AlignCenter, text);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, area.left() - 5, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.setPen(QPen(theme.border, 1.0));
    painter.drawLine(area.bottomLeft(), area.topRight());
    const auto draw = [&](Suspicion by) {
        const auto& points = curve(by);
        if (points.empty()) {
            return;
        }
        QPainterPath path;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const QPointF at(area.left() + points[i].x() * area.width(), area.bottom() - points[i].y() * area.height());
            i == 0 ? path.moveTo(at) : path.lineTo(at);
        }
        const int number = static_cast<int>(by);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(seriesColor(number), by == m_by ? 2.6 : 1.3, dashes[number]));
        painter.drawPath(path);
    };
    for (const Suspicion by : allSuspicions) {
        if (by != m_by) {
            draw(by);
        }
    }
    draw(m_by);
    // What is what, in the empty corner of a useful curve.
    double y = area.bottom() - metrics.height() * (static_cast<double>(allSuspicions.size()) + 0.4);
    for (const Suspicion by : allSuspicions) {
        const int number = static_cast<int>(by);
        const double x = area.right() - metrics.horizontalAdvance(suspicionTitle(Suspicion::Combined)) - 44.0;
        painter.setPen(QPen(seriesColor(number), by == m_by ? 2.6 : 1.3, dashes[number]));
        painter.drawLine(QPointF(x, y + metrics.height() / 2.0), QPointF(x + 26, y + metrics.height() / 2.0));
        painter.setPen(by == m_by ? theme.text : theme.mutedText);
        painter.drawText(QPointF(x + 32, y + metrics.ascent()), suspicionTitle(by));
        y += metrics.height();
    }
}

AuditHistogram::AuditHistogram(QWidget* parent) : QWidget(parent) {
    setPictureRole(this, QAccessible::Chart);
    setAccessibleName(tr("Histogram of the suspicion"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { update(); });
}

void AuditHistogram::setReport(const AuditReport* report, Suspicion by) {
    m_bins.clear();
    m_by = by;
    m_known = report != nullptr && report->truth.has_value();
    if (report != nullptr && !report->ranking.rows.empty()) {
        m_low = INFINITY;
        m_high = -INFINITY;
        for (const AuditRow& row : report->ranking.rows) {
            m_low = std::min(m_low, row.suspicion(by));
            m_high = std::max(m_high, row.suspicion(by));
        }
        if (!(m_high > m_low)) {
            m_high = m_low + 1.0;
        }
        m_bins.resize(binCount);
        for (const AuditRow& row : report->ranking.rows) {
            const double share = (row.suspicion(by) - m_low) / (m_high - m_low);
            Bin& bin = m_bins[std::min(binCount - 1, static_cast<std::size_t>(share * binCount))];
            ++bin.all;
            bin.wrong += m_known && (*report->truth)[row.position].value_or(false) ? 1 : 0;
        }
    }
    describe();
    update();
}

void AuditHistogram::describe() {
    if (m_bins.empty()) {
        setAccessibleDescription({});
        return;
    }
    const auto most = static_cast<std::size_t>(
        std::ranges::max_element(m_bins, {}, [](const Bin& bin) { return bin.all; }) - m_bins.begin());
    const double step = (m_high - m_low) / static_cast<double>(binCount);
    QString words = tr("Values from %1 to %2, most between %3 and %4")
                        .arg(formatNumber(m_low, 2), formatNumber(m_high, 2),
                             formatNumber(m_low + step * static_cast<double>(most), 2),
                             formatNumber(m_low + step * static_cast<double>(most + 1), 2));
    if (m_known) {
        std::uint64_t wrong = 0;
        for (const Bin& bin : m_bins) {
            wrong += bin.wrong;
        }
        words +=
            QLatin1Char('\n') + tr("Known to be wrong: %1").arg(QLocale().toString(static_cast<qulonglong>(wrong)));
    }
    setAccessibleDescription(words);
}

void AuditHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(smallFont());
    const Theme& theme = currentTheme();
    const QRectF area = plotArea(*this);
    const QFontMetrics metrics(painter.font());
    paintFrame(painter, area,
               m_by == Suspicion::Combined ? tr("suspicion")
               : m_by == Suspicion::Score  ? tr("-score_safe")
               : m_by == Suspicion::Margin ? tr("-margin")
                                           : tr("loss"));
    std::uint64_t most = 1;
    for (const Bin& bin : m_bins) {
        most = std::max(most, bin.all);
    }
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(0, area.top() - 2, area.left() - 5, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                     QLocale().toString(static_cast<qulonglong>(most)));
    for (const bool right : {false, true}) {
        painter.drawText(QRectF(right ? area.right() - 80 : area.left(), area.bottom() + 2, 80, metrics.height()),
                         right ? Qt::AlignRight : Qt::AlignLeft, formatNumber(right ? m_high : m_low, 2));
    }
    const double width = area.width() / static_cast<double>(binCount);
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const double x = area.left() + static_cast<double>(i) * width;
        const auto tall = [&](std::uint64_t count) {
            return area.height() * static_cast<double>(count) / static_cast<double>(most);
        };
        const double wrong = tall(m_bins[i].wrong);
        const double all = tall(m_bins[i].all);
        painter.fillRect(QRectF(x + 0.5, area.bottom() - all, width - 1.0, all - wrong),
                         mixColors(theme.surface, seriesColor(0), 0.55));
        if (wrong > 0.0) {
            const QRectF box(x + 0.5, area.bottom() - wrong, width - 1.0, wrong);
            painter.fillRect(box, mixColors(theme.surface, theme.error, 0.25));
            painter.fillRect(box, QBrush(theme.error, Qt::BDiagPattern));
            painter.setPen(theme.error);
            painter.drawRect(box);
        }
    }
    if (m_known) {
        const QString words = tr("known to be wrong");
        const double x = area.right() - metrics.horizontalAdvance(words) - 22.0;
        const QRectF box(x, area.top() + 3, 14, metrics.height() - 6);
        painter.fillRect(box, QBrush(theme.error, Qt::BDiagPattern));
        painter.setPen(theme.error);
        painter.drawRect(box);
        painter.setPen(theme.mutedText);
        painter.drawText(QPointF(x + 19, area.top() + metrics.ascent()), words);
    }
}

}  // namespace saferscope
