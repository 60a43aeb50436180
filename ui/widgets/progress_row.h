// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/labels.h"

#include <QString>
#include <QWidget>
#include <optional>

class QHBoxLayout;
class QProgressBar;

namespace saferscope {

class ElidedLabel;

/// A piece of work: its name and state, a thin bar while it runs, what it is doing and how long it still takes, and
/// the buttons its owner puts at the end of the row.
class ProgressRow : public QWidget {
    Q_OBJECT

public:
    explicit ProgressRow(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setState(const QString& word, TextTone tone);
    void setDetail(const QString& detail);
    /// 0..1; a negative value shows a bar without an end, nullopt hides the bar.
    void setFraction(std::optional<double> fraction);
    QHBoxLayout* buttons() const { return m_buttons; }

private:
    ElidedLabel* m_title = nullptr;
    Label* m_state = nullptr;
    ElidedLabel* m_detail = nullptr;
    QProgressBar* m_bar = nullptr;
    QHBoxLayout* m_buttons = nullptr;
};

/// "about 3 min left", "12 s": for people, rounded the way people speak.
QString durationText(double seconds);

}  // namespace saferscope
