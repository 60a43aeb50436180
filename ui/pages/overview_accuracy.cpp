// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_accuracy.h"

#include "ui/pages/overview_state.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t shownBars = 12;

std::optional<double> number(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? std::optional(it->get<double>()) : std::nullopt;
}

std::optional<AccuracyBar> barOf(const Json& row) {
    if (!row.is_object()) {
        return std::nullopt;
    }
    const auto accuracy = number(row, "accuracy");
    if (!accuracy || !(*accuracy >= 0.0 && *accuracy <= 1.0)) {
        return std::nullopt;
    }
    AccuracyBar bar;
    bar.accuracy = *accuracy;
    bar.low = bar.high = *accuracy;
    bar.low = std::clamp(number(row, "ci_low").value_or(bar.low), 0.0, bar.accuracy);
    bar.high = std::clamp(number(row, "ci_high").value_or(bar.high), bar.accuracy, 1.0);
    bar.longerWins = number(row, "longer_wins");
    bar.pairs = static_cast<std::uint64_t>(std::max(0.0, number(row, "pairs").value_or(0.0)));
    const auto subset = row.find("subset");
    if (subset != row.end() && subset->is_string()) {
        bar.subset = cellText(QString::fromStdString(subset->get<std::string>()));
    }
    const auto section = row.find("section");
    if (section != row.end() && section->is_string()) {
        bar.subset = cellText(QString::fromStdString(section->get<std::string>()));
        bar.section = true;
        const auto partial = row.find("partial");
        if (partial != row.end() && partial->is_boolean() && partial->get<bool>()) {
            bar.subset += QStringLiteral(" *");  // some of its published subsets are not in the data
        }
    }
    return bar;
}

}  // namespace

std::vector<AccuracyBar> accuracyBars(const Json& result) {
    std::vector<AccuracyBar> bars;
    if (!result.is_object()) {
        return bars;
    }
    if (const auto overall = result.find("overall"); overall != result.end()) {
        if (auto bar = barOf(*overall)) {
            bar->overall = true;
            bar->subset = OverviewAccuracy::tr("All pairs");
            bars.push_back(*bar);
        }
    }
    // What a suite makes of the subsets comes before them: they may be more than there is room for.
    for (const char* list : {"sections", "subsets"}) {
        const auto rows = result.find(list);
        if (rows == result.end() || !rows->is_array()) {
            continue;
        }
        for (const Json& row : *rows) {
            if (auto bar = barOf(row)) {
                bar->subset = bar->subset.isEmpty() ? OverviewAccuracy::tr("(no subset)") : bar->subset;
                bars.push_back(*bar);
            }
        }
    }
    return bars;
}

/// Dots with intervals on a common axis from 0 to 100 %, the baseline as a small tick.
class OverviewAccuracy::Bars : public QWidget {
public:
    explicit Bars(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }
    void setBars(std::vector<AccuracyBar> bars) {
        m_bars = std::move(bars);
        m_bars.resize(std::min(m_bars.size(), shownBars));
        updateGeometry();
        update();
    }
    QSize sizeHint() const override {
        return {260, static_cast<int>(m_bars.size()) * rowHeight() + QFontMetrics(smallFont()).height() + spacing(2)};
    }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    static int rowHeight() { return QFontMetrics(bodyFont()).height() + spacing(2); }
    std::vector<AccuracyBar> m_bars;
};

void OverviewAccuracy::Bars::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics body(bodyFont());
    const QFontMetrics strong(strongFont());
    const auto isStrong = [](const AccuracyBar& bar) { return bar.overall || bar.section; };
    int nameWidth = 0;
    for (const AccuracyBar& bar : m_bars) {
        // One more: eliding counts parts of a pixel that the advance leaves out.
        nameWidth = std::max(nameWidth, (isStrong(bar) ? strong : body).horizontalAdvance(bar.subset) + 1);
    }
    nameWidth = std::min(nameWidth, width() * 2 / 5);
    const int valueWidth = body.horizontalAdvance(percentText(1.0)) + spacing(2);
    const double left = nameWidth + spacing(4);
    const double right = width() - valueWidth - spacing(1);
    const auto at = [&](double share) { return left + (right - left) * share; };
    const int bottom = static_cast<int>(m_bars.size()) * rowHeight();
    painter.setFont(smallFont());
    for (const double share : {0.0, 0.5, 1.0}) {
        painter.setPen(QPen(share == 0.5 ? theme.strongBorder : theme.border, 1));
        painter.drawLine(QPointF(at(share), 0), QPointF(at(share), bottom));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(at(share) - 40, bottom + spacing(1), 80, QFontMetrics(smallFont()).height()),
                         Qt::AlignCenter, percentText(share, 0));
    }
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const AccuracyBar& bar = m_bars[i];
        const QRectF row(0, static_cast<double>(i) * rowHeight(), width(), rowHeight());
        const double y = row.center().y();
        painter.setFont(isStrong(bar) ? strongFont() : bodyFont());
        painter.setPen(theme.text);
        painter.drawText(QRectF(0, row.top(), nameWidth, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         (isStrong(bar) ? strong : body).elidedText(cellText(bar.subset), Qt::ElideRight, nameWidth));
        painter.drawText(QRectF(width() - valueWidth, row.top(), valueWidth, row.height()),
                         Qt::AlignVCenter | Qt::AlignRight, percentText(bar.accuracy));
        if (bar.longerWins && std::isfinite(*bar.longerWins)) {
            painter.setPen(QPen(theme.mutedText, 2));
            painter.drawLine(QPointF(at(*bar.longerWins), y - 5), QPointF(at(*bar.longerWins), y + 5));
        }
        QColor band = theme.accent;
        band.setAlphaF(0.3f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(band);
        painter.drawRoundedRect(QRectF(QPointF(at(bar.low), y - 3), QPointF(at(bar.high), y + 3)), 3, 3);
        painter.setBrush(theme.accent);
        painter.drawEllipse(QPointF(at(bar.accuracy), y), 4.5, 4.5);
    }
}

OverviewAccuracy::OverviewAccuracy(QWidget* parent)
    : Card(tr("Accuracy by subset"), QStringLiteral("evaluate"), parent) {
    auto* nothing = new Label(tr("Evaluate a reward model on pairs it has not seen to fill this in."), TextRole::Body,
                              TextTone::Muted);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    nothing->setWordWrap(true);
    auto* filled = new QWidget(this);
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_what = new Label({}, TextRole::Small, TextTone::Muted);
    m_what->setWordWrap(true);
    m_bars = new Bars(filled);
    column->addWidget(m_what);
    column->addWidget(m_bars);
    column->addStretch(1);
    m_nothing = nothing;
    m_filled = filled;
    body()->addWidget(m_nothing, 1);
    body()->addWidget(m_filled, 1);
    m_filled->hide();
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        m_bars->updateGeometry();
        m_bars->update();
    });
}

void OverviewAccuracy::setEvaluation(const std::optional<EvaluationRecord>& evaluation) {
    const std::vector<AccuracyBar> bars = evaluation ? accuracyBars(evaluation->result) : std::vector<AccuracyBar>();
    m_nothing->setVisible(bars.empty());
    m_filled->setVisible(!bars.empty());
    if (bars.empty()) {
        return;
    }
    const bool baseline = std::any_of(bars.begin(), bars.end(), [](const AccuracyBar& bar) { return bar.longerWins; });
    const QString source =
        tr("%1 on %2, with 95 % intervals.")
            .arg(QString::fromStdString(evaluation->modelName), QString::fromStdString(evaluation->datasetName));
    m_what->setText(baseline ? source + QLatin1Char(' ') + tr("Grey tick: “the longer answer wins”.") : source);
    m_bars->setBars(bars);
    QStringList spoken;
    for (const AccuracyBar& bar : bars) {
        spoken << tr("%1: %2, 95 % interval %3 to %4")
                      .arg(bar.subset, percentText(bar.accuracy), percentText(bar.low), percentText(bar.high));
    }
    m_bars->setAccessibleName(tr("Accuracy by subset"));
    m_bars->setAccessibleDescription(pictureWords(spoken));
    setPictureRole(m_bars, QAccessible::Chart);
}

}  // namespace saferscope
