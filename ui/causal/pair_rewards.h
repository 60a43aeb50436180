// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"

#include <QWidget>
#include <array>
#include <optional>

namespace saferscope {

class Label;
class RewardBar;

/// What the changes do to a pair's rewards: chosen, rejected and margin as bars from 0 with the old value as an
/// outline, the numbers, the probability that the model prefers the chosen answer (Bradley and Terry 1952:
/// 1 / (1 + exp(-margin))), and whether its verdict flips.
class PairRewards : public QWidget {
    Q_OBJECT

public:
    explicit PairRewards(QWidget* parent = nullptr);
    void setRewards(const RewardPair& before, const RewardPair& after);
    void clear();
    /// Greyed: the numbers are older than what the sliders say.
    void setStale(bool stale);

    std::optional<RewardPair> after() const { return m_after; }
    Label* number(int row) const { return m_after_labels[static_cast<std::size_t>(row)]; }
    Label* verdict() const { return m_verdict; }
    Label* probability() const { return m_probability; }
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show(int row, double before, double after, double full);

    std::optional<RewardPair> m_after;
    std::array<Label*, 3> m_before_labels{};
    std::array<Label*, 3> m_after_labels{};
    std::array<Label*, 3> m_change_labels{};
    std::array<RewardBar*, 3> m_bars{};
    Label* m_probability = nullptr;
    Label* m_verdict = nullptr;
};

/// One bar around a zero line; a QWidget of its own so that a drag repaints 20 pixels, not the page.
class RewardBar : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Chosen, Rejected, Margin };
    RewardBar(Kind kind, QWidget* parent);
    /// The bar runs from -full to full.
    void setValues(double before, double after, double full);
    void setStale(bool stale);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Kind m_kind;
    double m_before = 0.0;
    double m_after = 0.0;
    double m_full = 0.0;
    bool m_stale = false;
};

}  // namespace saferscope
