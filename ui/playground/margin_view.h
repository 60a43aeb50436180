// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace saferscope {

class ElidedLabel;
class Label;

/// Which answer the model prefers and by how much: in words, and as a bar that the two answers share by their win
/// probability.
class MarginView : public QWidget {
    Q_OBJECT

public:
    explicit MarginView(QWidget* parent = nullptr);
    void showMargin(double margin);
    /// A sentence in the words' place, with an empty bar.
    void showSentence(const QString& sentence);
    /// Small print at the end: what is going on.
    void setStatus(const QString& status);
    QString words() const;
    QString status() const;

private:
    class Bar;
    Label* m_words = nullptr;
    ElidedLabel* m_status = nullptr;
    Bar* m_bar = nullptr;
};

}  // namespace saferscope
