// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/change_row.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr double detentReach = 0.08;  ///< a mouse this near to 0 or 1 means it
constexpr std::size_t listedMembers = 40;

constexpr FeatureOperation operations[] = {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Clamp,
                                           FeatureOperation::Add};

QToolButton* iconButton(const QString& icon, const QString& help, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(16, 16));
    button->setToolTip(plainToolTip(help));
    button->setAccessibleName(help);
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                     [button, icon] { button->setIcon(themedIcon(icon)); });
    return button;
}

}  // namespace

DoseRange doseRange(FeatureOperation operation, double maximum) {
    if (operation == FeatureOperation::Scale || operation == FeatureOperation::Ablate) {
        return {};
    }
    // A round top of the range, about twice the strongest activation ever seen.
    const double wanted = std::max(maximum, 0.01) * 2.0;
    const double unit = std::pow(10.0, std::floor(std::log10(wanted)));
    const double top = std::ceil(wanted / unit * 2.0) / 2.0 * unit;
    DoseRange range;
    range.low = operation == FeatureOperation::Add ? -top : 0.0;
    range.high = top;
    range.step = unit / 20.0;
    range.decimals = std::clamp(static_cast<int>(2.0 - std::floor(std::log10(unit))), 1, 5);
    return range;
}

std::vector<double> dosesOf(FeatureOperation operation, double maximum) {
    std::vector<double> doses;
    if (operation == FeatureOperation::Scale || operation == FeatureOperation::Ablate) {
        for (int i = 0; i <= 24; ++i) {
            doses.push_back(-2.0 + 0.25 * i);
        }
        return doses;
    }
    const DoseRange range = doseRange(operation, maximum);
    const int below = operation == FeatureOperation::Add ? 10 : 0;
    for (int i = 0; i <= 20; ++i) {
        doses.push_back(range.high * (i - below) / (20.0 - below));  // 0 comes out as 0
    }
    return doses;
}

QString doseName(FeatureOperation operation) {
    const char* const names[] = {QT_TRANSLATE_NOOP("Dose", "Factor"), QT_TRANSLATE_NOOP("Dose", "Factor"),
                                 QT_TRANSLATE_NOOP("Dose", "Activation"),
                                 QT_TRANSLATE_NOOP("Dose", "Added activation")};
    return QCoreApplication::translate("Dose", names[static_cast<std::size_t>(operation)]);
}

ChangeRow::ChangeRow(const ChangeEntry& entry, double maximum, std::function<QString(FeatureId)> nameOf,
                     QWidget* parent)
    : QFrame(parent), m_id(entry.id), m_maximum(maximum), m_nameOf(std::move(nameOf)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(3), spacing(2), spacing(2), spacing(2));
    layout->setSpacing(spacing(1));
    layout->addWidget(makeTop(entry));

    auto* line = new QHBoxLayout;
    line->setSpacing(spacing(2));
    m_operation = new QComboBox(this);
    m_operation->setAccessibleName(tr("What is done"));
    const QString names[] = {tr("Ablate"), tr("Scale"), tr("Clamp"), tr("Add")};
    const QString helps[] = {tr("Takes the feature's part out of the model's stream, as if it had never fired"),
                             tr("Multiplies the activation: 1 leaves it, 0 removes it, -1 turns it round"),
                             tr("Sets the activation to one value, also where the feature was silent"),
                             tr("Adds to the activation, also where the feature was silent")};
    for (const FeatureOperation operation : operations) {
        m_operation->addItem(names[static_cast<std::size_t>(operation)], static_cast<int>(operation));
        m_operation->setItemData(m_operation->count() - 1, helps[static_cast<std::size_t>(operation)], Qt::ToolTipRole);
    }
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setMinimumWidth(56);
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->setAccessibleName(tr("How much"));
    m_value = new QDoubleSpinBox(this);
    m_value->setAccessibleName(tr("How much, as a number"));
    m_value->setFocusPolicy(Qt::StrongFocus);
    m_reset = iconButton(QStringLiteral("retry"), tr("Back to where it changes nothing"), this);
    line->addWidget(m_operation, 1);
    line->addWidget(m_value);
    line->addWidget(m_reset);
    layout->addLayout(line);
    layout->addWidget(m_slider);  // the whole width: a hand wants room
    m_members = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_members->setWordWrap(true);
    m_members->hide();
    layout->addWidget(m_members);

    connect(m_operation, &QComboBox::activated, this, [this](int) {
        const auto picked = static_cast<FeatureOperation>(m_operation->currentData().toInt());
        // Where the new operation starts: where it changes nothing, or at the strongest activation.
        const double start = picked == FeatureOperation::Clamp ? m_maximum : neutralValue(picked).value_or(0.0);
        Q_EMIT operationPicked(m_id, picked, start);
    });
    connect(m_slider, &QSlider::valueChanged, this, &ChangeRow::slid);
    connect(m_slider, &QSlider::sliderReleased, this, &ChangeRow::stepEnded);
    connect(m_value, &QDoubleSpinBox::valueChanged, this, &ChangeRow::move);
    connect(m_value, &QDoubleSpinBox::editingFinished, this, &ChangeRow::stepEnded);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        Q_EMIT stepEnded();
        // Ablating and clamping have no such value: scaling by 1 is what changes nothing.
        if (const auto neutral = neutralValue(m_shown)) {
            Q_EMIT valueMoved(m_id, *neutral);
        } else {
            Q_EMIT operationPicked(m_id, FeatureOperation::Scale, 1.0);
        }
        Q_EMIT stepEnded();
    });
    for (QWidget* part : {static_cast<QWidget*>(m_operation), static_cast<QWidget*>(m_slider),
                          static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_active)}) {
        part->installEventFilter(this);
    }
    m_value->findChild<QLineEdit*>()->installEventFilter(this);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    show(entry);
}

QWidget* ChangeRow::makeTop(const ChangeEntry& entry) {
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(spacing(1));
    m_active = new QCheckBox(top);
    m_active->setToolTip(plainToolTip(tr("Off leaves the change out for now")));
    m_active->setAccessibleName(tr("In force"));
    connect(m_active, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT mutedToggled(m_id, !on); });
    const QString title = entry.isSet() ? tr("%1 (%Ln features)", nullptr, pluralOf(entry.features.size()))
                                              .arg(QString::fromStdString(entry.setName))
                                        : m_nameOf(entry.features.front());
    m_title = new ElidedLabel(title, TextRole::Strong, TextTone::Normal, Qt::ElideRight, top);
    m_title->setToolTip(plainToolTip(title));
    setAccessibleName(title);
    m_expand = iconButton(QStringLiteral("more"), tr("Show the features of the set"), top);
    m_expand->setCheckable(true);
    m_expand->setVisible(entry.isSet());
    m_remove = iconButton(QStringLiteral("close"), tr("Remove this change (Delete)"), top);
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_id); });
    connect(m_expand, &QToolButton::toggled, this, [this, features = entry.features](bool open) {
        QStringList names;
        for (std::size_t i = 0; i < std::min(features.size(), listedMembers); ++i) {
            names << m_nameOf(features[i]);
        }
        if (features.size() > listedMembers) {
            names << tr("and %Ln more", nullptr, pluralOf(features.size() - listedMembers));
        }
        m_members->setText(names.join(QLatin1Char('\n')));
        m_members->setVisible(open);
    });
    line->addWidget(m_active);
    line->addWidget(m_title, 1);
    line->addWidget(m_expand);
    line->addWidget(m_remove);
    return top;
}

void ChangeRow::show(const ChangeEntry& entry) {
    m_updating = true;
    m_shown = entry.operation;
    m_range = doseRange(entry.operation, m_maximum);
    m_operation->setCurrentIndex(m_operation->findData(static_cast<int>(entry.operation)));
    m_active->setChecked(!entry.muted);
    const bool dosed = entry.operation != FeatureOperation::Ablate;
    m_slider->setRange(0, static_cast<int>(std::lround((m_range.high - m_range.low) / m_range.step)));
    m_slider->setPageStep(10);
    m_slider->setValue(static_cast<int>(std::lround((entry.value - m_range.low) / m_range.step)));
    m_value->setDecimals(m_range.decimals);
    m_value->setSingleStep(m_range.step);
    // What is typed may go further than the slider.
    m_value->setRange(m_range.low * 10.0, m_range.high * 10.0);
    m_value->setValue(entry.value);
    m_value->setFixedWidth(QFontMetrics(bodyFont()).horizontalAdvance(QStringLiteral("-888.88")) + 34);
    m_slider->setEnabled(dosed && !entry.muted);
    m_value->setEnabled(dosed && !entry.muted);
    m_value->setVisible(dosed);
    m_title->setEnabled(!entry.muted);
    m_updating = false;
}

void ChangeRow::slid(int place) {
    double value = m_range.low + place * m_range.step;
    if (m_shown == FeatureOperation::Scale && m_slider->isSliderDown()) {
        for (const double detent : {0.0, 1.0}) {
            value = std::abs(value - detent) < detentReach ? detent : value;
        }
    }
    if (std::abs(value) < m_range.step / 2) {
        value = 0.0;  // no "-0.00" from adding steps up
    }
    move(std::round(value * 1e6) / 1e6);
}

void ChangeRow::move(double value) {
    if (!m_updating) {
        Q_EMIT valueMoved(m_id, value);
    }
}

void ChangeRow::setInHand(bool inHand) {
    if (m_inHand != inHand) {
        m_inHand = inHand;
        update();
    }
}

QWidget* ChangeRow::placeAfter(QWidget* before) {
    for (QWidget* part :
         {static_cast<QWidget*>(m_active), static_cast<QWidget*>(m_expand), static_cast<QWidget*>(m_remove),
          static_cast<QWidget*>(m_operation), static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_reset),
          static_cast<QWidget*>(m_slider)}) {
        setTabOrder(before, part);
        before = part;
    }
    return before;
}

bool ChangeRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT taken(m_id);
    } else if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        // A wheel that scrolls the list must not change what it passes over.
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool redo = key->key() == Qt::Key_Z && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
        if (event->type() == QEvent::ShortcutOverride && (key->matches(QKeySequence::Undo) || redo)) {
            // A line edit would keep Ctrl+Z for its own text; here it takes the change back.
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::KeyPress && key->key() == Qt::Key_Delete && watched != m_value &&
            watched != m_value->findChild<QLineEdit*>()) {
            Q_EMIT removeRequested(m_id);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ChangeRow::mousePressEvent(QMouseEvent*) { Q_EMIT taken(m_id); }

void ChangeRow::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_inHand ? theme.accent : theme.border, 1.0));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), smallCornerRadius, smallCornerRadius);
    if (m_inHand) {
        painter.fillRect(QRectF(0.5, 5, 3, height() - 10), theme.accent);
    }
}

}  // namespace saferscope
