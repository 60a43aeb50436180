// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/labels.h"

namespace saferscope {

/// One line of literal text that gives way when there is no room: cut with an ellipsis, whole in the tool tip.
class ElidedLabel : public Label {
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& text = {}, TextRole role = TextRole::Body, TextTone tone = TextTone::Normal,
                         Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString line() const;

    const Qt::TextElideMode m_mode;
};

}  // namespace saferscope
