// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

namespace saferscope {

/// A key (or several that do the same, each a cap of its own) and what it does.
struct KeyHelp {
    QStringList caps;
    QString meaning;
};

/// The page's keys in one line under the card: as many as fit, most needed first. At its end what was rated last.
class AnnotateKeyStrip : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateKeyStrip(QWidget* parent = nullptr);
    void setNote(const QString& note);
    QString note() const { return m_note; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const std::vector<KeyHelp> m_keys;
    QString m_note;
};

/// All keys of the page, over the page until ? or Esc closes it again.
class AnnotateKeyList : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateKeyList(QWidget* parent = nullptr);
    void openOver(QWidget* page);
};

}  // namespace saferscope
