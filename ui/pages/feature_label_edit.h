// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace saferscope {

/// The name of a feature, edited where it stands: click it (or edit()), type, Enter. Esc leaves it as it was; leaving
/// the field with another text counts as Enter, so that nothing typed is lost. The text is data: shown as plain text.
class FeatureLabelEdit : public QWidget {
    Q_OBJECT

public:
    explicit FeatureLabelEdit(QWidget* parent = nullptr);
    void setText(const QString& label);
    QString text() const { return m_text; }
    bool editing() const;
    QLineEdit* field() const { return m_field; }
    /// Opens the field with the text selected.
    void edit();

Q_SIGNALS:
    /// Another text than before; may be empty, which takes the label away.
    void submitted(const QString& label);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Face;
    void leave(bool keep);

    QString m_text;
    QStackedWidget* m_stack = nullptr;
    Face* m_face = nullptr;
    QLineEdit* m_field = nullptr;
    bool m_leaving = false;
};

/// Asks in a line who is at work; hidden until asked.
class FeatureRaterLine : public QWidget {
    Q_OBJECT

public:
    explicit FeatureRaterLine(QWidget* parent = nullptr);
    /// `known` are the profiles there are.
    void ask(const QStringList& known);
    QComboBox* names() const { return m_names; }

Q_SIGNALS:
    void answered(const QString& name);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void accept();
    QComboBox* m_names = nullptr;
};

}  // namespace saferscope
