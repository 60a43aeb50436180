// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_header.h"

#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/rating_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace saferscope {

AnnotateHeader::AnnotateHeader(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(4));
    m_modes = new SegmentedSwitch(
        tr("Annotate"), {tr("Rate"), tr("Agreement")},
        {tr("Rate features one after the other"), tr("How far raters agree, and where they do not")}, this);
    m_modes->hide();
    layout->addWidget(m_modes);
    m_rating = new QWidget(this);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, m_rating);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(spacing(3));
    m_choices = new QWidget(m_rating);
    m_switches = new QWidget(m_rating);
    m_rows->addWidget(m_choices);
    m_rows->addWidget(m_switches, 1);
    auto* choices = new QHBoxLayout(m_choices);
    auto* switches = new QHBoxLayout(m_switches);
    for (QHBoxLayout* row : {choices, switches}) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(spacing(3));
    }

    m_profiles = new QComboBox(m_rating);
    m_profiles->setAccessibleName(tr("Rater"));
    m_profiles->setToolTip(plainToolTip(tr("Who rates in this window")));
    m_profiles->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_profiles->setMinimumContentsLength(10);
    m_profiles->setMaximumWidth(220);
    m_orders = new QComboBox(m_rating);
    m_orders->setAccessibleName(tr("Queue"));
    m_orders->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (int i = 0; i < queueOrders; ++i) {
        const auto order = static_cast<QueueOrder>(i);
        m_orders->addItem(orderTitle(order), i);
        m_orders->setItemData(i, plainToolTip(orderHelp(order)), Qt::ToolTipRole);
    }
    m_onlyOpen = new QCheckBox(tr("Only open ones"), m_rating);
    m_onlyOpen->setChecked(true);
    m_onlyOpen->setToolTip(plainToolTip(tr("Leave out what you have rated already")));
    m_blind = new QCheckBox(tr("Blind"), m_rating);
    m_blind->setChecked(true);
    m_blind->setToolTip(plainToolTip(
        tr("Hide the judge's answer and other people's ratings of a feature until you have rated it (B)")));
    m_count = new Label(QString(), TextRole::Small, TextTone::Muted, m_rating);
    m_bar = new QProgressBar(m_rating);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(130);
    m_bar->setAccessibleName(tr("Rated by you in this queue"));
    auto* progress = new QVBoxLayout;
    progress->setSpacing(3);
    progress->addStretch(1);
    progress->addWidget(m_count, 0, Qt::AlignRight);
    progress->addWidget(m_bar, 0, Qt::AlignRight);
    progress->addStretch(1);
    choices->addWidget(m_profiles);
    choices->addWidget(m_orders);
    switches->addWidget(m_onlyOpen);
    switches->addWidget(m_blind);
    switches->addStretch(1);
    switches->addLayout(progress);
    layout->addWidget(m_rating, 1);
    m_extras = new QHBoxLayout;
    m_extras->setSpacing(spacing(2));
    layout->addLayout(m_extras);
    auto size = m_rating->sizePolicy();
    size.setRetainSizeWhenHidden(true);  // the switch stays where it is
    m_rating->setSizePolicy(size);

    connect(m_modes, &SegmentedSwitch::picked, this, [this](int mode) {
        setMode(mode);
        Q_EMIT modePicked(mode);
    });
    connect(m_profiles, &QComboBox::activated, this, [this](int at) {
        const QVariant name = m_profiles->itemData(at);
        if (name.isValid()) {
            Q_EMIT profilePicked(name.toString());
        } else {
            Q_EMIT newProfileRequested();
        }
    });
    connect(m_orders, &QComboBox::activated, this, [this] {
        enableOnlyOpen();
        Q_EMIT orderPicked();
    });
    connect(m_onlyOpen, &QCheckBox::clicked, this, &AnnotateHeader::onlyOpenPicked);
    connect(m_blind, &QCheckBox::clicked, this, &AnnotateHeader::blindPicked);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &AnnotateHeader::arrange);
    enableOnlyOpen();
    setProfiles({}, {});
}

void AnnotateHeader::arrange() {
    const int others = m_modes->isHidden() ? 0 : m_modes->sizeHint().width() + layout()->spacing();
    const int needed = m_choices->sizeHint().width() + m_switches->sizeHint().width() + spacing(6);
    m_rows->setDirection(width() - others - m_extras->sizeHint().width() >= needed ? QBoxLayout::LeftToRight
                                                                                   : QBoxLayout::TopToBottom);
}

QSize AnnotateHeader::minimumSizeHint() const {
    const int others = m_modes->isHidden() ? 0 : m_modes->sizeHint().width() + layout()->spacing();
    const int widest = std::max(m_choices->minimumSizeHint().width(), m_switches->minimumSizeHint().width());
    return {others + widest + m_extras->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

void AnnotateHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void AnnotateHeader::setModesShown(bool shown) {
    m_modes->setVisible(shown);
    arrange();
}

void AnnotateHeader::setMode(int mode) {
    m_modes->setCurrent(mode);
    m_rating->setVisible(mode == 0);
}

void AnnotateHeader::setProfiles(const QStringList& names, const QString& current) {
    const QSignalBlocker quiet(m_profiles);
    m_profiles->clear();
    for (const QString& name : names) {
        m_profiles->addItem(shownLine(name.toStdString(), 64), name);
    }
    m_profiles->addItem(tr("New profile\u2026"));  // without data: not a name
    m_profiles->setCurrentIndex(current.isEmpty() ? -1 : m_profiles->findData(current));
    m_profiles->setPlaceholderText(tr("Who rates?"));
}

QueueOrder AnnotateHeader::order() const { return static_cast<QueueOrder>(std::max(0, m_orders->currentIndex())); }

void AnnotateHeader::setOrder(QueueOrder order) {
    m_orders->setCurrentIndex(static_cast<int>(order));
    enableOnlyOpen();
}

bool AnnotateHeader::onlyOpen() const { return m_onlyOpen->isChecked(); }
void AnnotateHeader::setOnlyOpen(bool on) { m_onlyOpen->setChecked(on); }
bool AnnotateHeader::blind() const { return m_blind->isChecked(); }
void AnnotateHeader::setBlind(bool on) { m_blind->setChecked(on); }

/// Some queues decide that by themselves.
void AnnotateHeader::enableOnlyOpen() {
    const QueueOrder now = order();
    m_onlyOpen->setEnabled(now == QueueOrder::Contrast || now == QueueOrder::Uncertain || now == QueueOrder::Overlap);
    m_orders->setToolTip(plainToolTip(orderHelp(now)));
}

void AnnotateHeader::setProgress(const RatingQueue::Progress& progress) {
    const QLocale locale;
    const auto number = [&](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
    m_count->setText(tr("%1 of %2 rated").arg(number(progress.rated), number(progress.total)));
    m_bar->setRange(0, static_cast<int>(std::max<std::size_t>(1, progress.total)));
    m_bar->setValue(static_cast<int>(progress.rated));
}

}  // namespace saferscope
