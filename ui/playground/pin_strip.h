// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"
#include "ui/playground/draft.h"

#include <QWidget>
#include <optional>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace saferscope {

class ElidedLabel;

/// States of the draft that somebody pinned to compare with: what changed since the one that is ticked.
class PinStrip : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t most = 6;  ///< the oldest makes room

    explicit PinStrip(QWidget* parent = nullptr);
    void pin(const Draft& draft, const RewardPair& rewards);
    void clear();
    /// The rewards of what is written now; nothing while they are not known.
    void setNow(std::optional<RewardPair> rewards);
    int count() const { return static_cast<int>(m_pins.size()); }
    QPushButton* pinButton() const { return m_pin; }
    QPushButton* restoreButton() const { return m_restore; }
    QString difference() const;

Q_SIGNALS:
    void pinRequested();
    /// Put the ticked state's texts back.
    void restoreRequested(const saferscope::Draft& draft);

private:
    struct Pin {
        Draft draft;
        RewardPair rewards;
        int number = 0;
        QPushButton* chip = nullptr;
    };
    const Pin* ticked() const;
    void update();

    std::vector<Pin> m_pins;
    int m_number = 0;
    std::optional<RewardPair> m_now;
    QPushButton* m_pin = nullptr;
    QPushButton* m_restore = nullptr;
    QHBoxLayout* m_chips = nullptr;
    QButtonGroup* m_group = nullptr;
    ElidedLabel* m_difference = nullptr;
};

}  // namespace saferscope
