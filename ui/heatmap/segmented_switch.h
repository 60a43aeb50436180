// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace saferscope {

/// One of a few words in a row, as a single control: which tokens, which quantity. Left/Right move, Tab leaves.
class SegmentedSwitch : public QWidget {
    Q_OBJECT

public:
    /// `help` are tooltips in plain text, one per label or none.
    SegmentedSwitch(const QString& name, const QStringList& labels, const QStringList& help, QWidget* parent = nullptr);
    int current() const;
    /// Does not emit.
    void setCurrent(int index);
    void setLabel(int index, const QString& label);
    QWidget* button(int index) const;

Q_SIGNALS:
    void picked(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_buttons = nullptr;
};

/// "Sentence ends" / "All tokens"; indexes are those of TokenScope.
SegmentedSwitch* makeScopeSwitch(QWidget* parent);

}  // namespace saferscope
