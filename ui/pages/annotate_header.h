// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_queue.h"

#include <QStringList>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QProgressBar;

namespace saferscope {

class Label;
class SegmentedSwitch;

/// The row above the cards: rate or look at the agreement, who rates, which queue, blind or not, and how far one is.
class AnnotateHeader : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateHeader(QWidget* parent = nullptr);

    /// 0 rate, 1 agreement. The switch shows only when there is something to switch to.
    void setModesShown(bool shown);
    void setMode(int mode);
    SegmentedSwitch* modes() const { return m_modes; }
    /// Room at the end of the row for buttons of others.
    QHBoxLayout* extras() const { return m_extras; }

    void setProfiles(const QStringList& names, const QString& current);
    QComboBox* profiles() const { return m_profiles; }
    QueueOrder order() const;
    void setOrder(QueueOrder order);
    QComboBox* orders() const { return m_orders; }
    bool onlyOpen() const;
    void setOnlyOpen(bool on);
    bool blind() const;
    void setBlind(bool on);
    QCheckBox* blindBox() const { return m_blind; }
    void setProgress(const RatingQueue::Progress& progress);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void modePicked(int mode);
    void profilePicked(const QString& name);
    void newProfileRequested();
    void orderPicked();
    void onlyOpenPicked();
    void blindPicked(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();  ///< in one row, or in two where there is no room
    void enableOnlyOpen();

    SegmentedSwitch* m_modes = nullptr;
    QWidget* m_rating = nullptr;  ///< what belongs to rating alone
    QBoxLayout* m_rows = nullptr;
    QWidget* m_choices = nullptr;
    QWidget* m_switches = nullptr;
    QComboBox* m_profiles = nullptr;
    QComboBox* m_orders = nullptr;
    QCheckBox* m_onlyOpen = nullptr;
    QCheckBox* m_blind = nullptr;
    Label* m_count = nullptr;
    QProgressBar* m_bar = nullptr;
    QHBoxLayout* m_extras = nullptr;
};

}  // namespace saferscope
