// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pin_strip.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace saferscope {
namespace {

QString signedNumber(double value) {
    return (value >= 0.005 ? QStringLiteral("+") : QString()) + formatNumber(value, 2);
}

}  // namespace

PinStrip::PinStrip(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_pin = new QPushButton(tr("Pin"), this);
    m_pin->setToolTip(plainToolTip(tr("Keep these texts and rewards to compare with while you go on (Ctrl+P)")));
    m_pin->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    layout->addWidget(m_pin);
    m_chips = new QHBoxLayout;
    m_chips->setSpacing(spacing(1));
    layout->addLayout(m_chips);
    m_difference = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, this);
    layout->addWidget(m_difference, 1);
    m_restore = new QPushButton(tr("Back to pin"), this);
    m_restore->setProperty("role", QStringLiteral("quiet"));
    m_restore->setToolTip(plainToolTip(tr("Put the pinned texts into the editors again")));
    layout->addWidget(m_restore);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    connect(m_pin, &QPushButton::clicked, this, &PinStrip::pinRequested);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const Pin* pin = ticked(); pin != nullptr) {
            const Draft draft = pin->draft;
            Q_EMIT restoreRequested(draft);
        }
    });
    update();
}

const PinStrip::Pin* PinStrip::ticked() const {
    for (const Pin& pin : m_pins) {
        if (pin.chip->isChecked()) {
            return &pin;
        }
    }
    return nullptr;
}

void PinStrip::pin(const Draft& draft, const RewardPair& rewards) {
    if (m_pins.size() == most) {
        delete m_pins.front().chip;
        m_pins.erase(m_pins.begin());
    }
    auto* chip = new QPushButton(this);
    chip->setAccessibleName(tr("Pin %1: margin %2").arg(++m_number).arg(signedNumber(rewards.margin())));
    chip->setCheckable(true);
    chip->setToolTip(plainToolTip(
        tr("Pinned: A %1, B %2, margin %3")
            .arg(formatNumber(rewards.chosen, 2), formatNumber(rewards.rejected, 2), signedNumber(rewards.margin()))));
    m_group->addButton(chip);
    m_chips->addWidget(chip);
    m_pins.push_back({draft, rewards, m_number, chip});
    connect(chip, &QPushButton::toggled, this, &PinStrip::update);
    chip->setChecked(true);
    update();
}

void PinStrip::clear() {
    for (const Pin& pin : m_pins) {
        delete pin.chip;
    }
    m_pins.clear();
    m_number = 0;
    update();
}

void PinStrip::setNow(std::optional<RewardPair> rewards) {
    m_now = rewards;
    update();
}

void PinStrip::update() {
    const Pin* pin = ticked();
    // Six margins side by side would need more room than a window in large text has.
    for (const Pin& one : m_pins) {
        one.chip->setText(&one == pin ? tr("%1: %2").arg(one.number).arg(signedNumber(one.rewards.margin()))
                                      : QString::number(one.number));
    }
    m_pin->setEnabled(m_now.has_value());
    m_restore->setVisible(pin != nullptr);
    if (pin == nullptr) {
        m_difference->setText(tr("Pin a state to see what each edit changes."));
    } else if (m_now) {
        m_difference->setText(tr("Margin %1 since the pin (A %2, B %3)")
                                  .arg(signedNumber(m_now->margin() - pin->rewards.margin()),
                                       signedNumber(m_now->chosen - pin->rewards.chosen),
                                       signedNumber(m_now->rejected - pin->rewards.rejected)));
    } else {
        m_difference->setText(QString());
    }
}

QString PinStrip::difference() const { return m_difference->text(); }

}  // namespace saferscope
