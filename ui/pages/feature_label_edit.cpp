// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_label_edit.h"

#include "ui/models/opinion_summary.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/write_permission.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace saferscope {

namespace {

constexpr int longestLabel = 200;
constexpr int inset = 8;

}  // namespace

/// The label as one reads it. Painted by hand: a button's own text would take "&" for a shortcut.
class FeatureLabelEdit::Face final : public QAbstractButton {
public:
    explicit Face(QWidget* parent) : QAbstractButton(parent) {
        setCursor(Qt::IBeamCursor);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setLabel(const QString& label) {
        m_label = literalText(label.simplified());
        setAccessibleName(m_label.isEmpty() ? FeatureLabelEdit::tr("Add a label")
                                            : FeatureLabelEdit::tr("Label: %1").arg(m_label));
        setToolTip(plainToolTip((m_label.isEmpty() ? QString() : m_label + QLatin1Char('\n')) +
                                FeatureLabelEdit::tr("Click or F2 to name the feature")));
        update();
    }
    QSize sizeHint() const override { return {160, QFontMetrics(strongFont()).height() + 10}; }
    QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(theme.border);
            painter.setBrush(theme.raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), smallCornerRadius,
                                    smallCornerRadius);
        }
        if (hasFocus()) {
            paintFocusRing(painter, QRectF(rect()));
        }
        const QFont font = m_label.isEmpty() ? bodyFont() : strongFont();
        painter.setFont(font);
        painter.setPen(m_label.isEmpty() ? theme.mutedText : theme.text);
        const QRect area = rect().adjusted(inset, 0, -inset, 0);
        const QString shown = m_label.isEmpty() ? FeatureLabelEdit::tr("Add a label\u2026") : m_label;
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(cellText(shown), Qt::ElideRight, area.width()));
    }

private:
    QString m_label;
};

FeatureLabelEdit::FeatureLabelEdit(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    m_face = new Face(m_stack);
    m_field = new QLineEdit(m_stack);
    m_field->setMaxLength(longestLabel);
    m_field->setPlaceholderText(tr("What does it stand for?"));
    m_field->setAccessibleName(tr("Label of the feature"));
    m_field->installEventFilter(this);
    m_stack->addWidget(m_face);
    m_stack->addWidget(m_field);
    layout->addWidget(m_stack);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setText(QString());
    connect(m_face, &QAbstractButton::clicked, this, &FeatureLabelEdit::edit);
    needsWriting(m_face);
}

void FeatureLabelEdit::setText(const QString& label) {
    m_text = label;
    m_face->setLabel(label);
    m_stack->setCurrentWidget(m_face);
}

bool FeatureLabelEdit::editing() const { return m_stack->currentWidget() == m_field; }

void FeatureLabelEdit::edit() {
    if (!WritePermission::instance().whyNot().isEmpty()) {
        return;  // also by its key
    }
    m_field->setText(m_text);
    m_stack->setCurrentWidget(m_field);
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

void FeatureLabelEdit::leave(bool keep) {
    if (!editing() || m_leaving) {
        return;
    }
    m_leaving = true;  // changing the page moves the focus, which asks to leave again
    const QString typed = m_field->text().simplified();
    m_stack->setCurrentWidget(m_face);
    m_leaving = false;
    if (keep && typed != m_text.simplified()) {
        Q_EMIT submitted(typed);
    }
}

bool FeatureLabelEdit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            leave(key != Qt::Key_Escape);
            m_face->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::OtherFocusReason) {
        leave(true);
    }
    return QWidget::eventFilter(watched, event);
}

FeatureRaterLine::FeatureRaterLine(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    auto* question = new Label(tr("Who names it?"), TextRole::Body, TextTone::Normal, this);
    m_names = new QComboBox(this);
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->lineEdit()->setPlaceholderText(tr("Your profile's name"));
    m_names->lineEdit()->setMaxLength(64);
    m_names->setAccessibleName(tr("Your profile's name"));
    question->setBuddy(m_names);
    auto* go = new QPushButton(tr("Save"), this);
    go->setProperty("role", QStringLiteral("primary"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    layout->addWidget(question);
    layout->addWidget(m_names, 1);
    layout->addWidget(go);
    layout->addWidget(cancel);
    connect(go, &QPushButton::clicked, this, &FeatureRaterLine::accept);
    connect(cancel, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT cancelled();
    });
    hide();
}

void FeatureRaterLine::ask(const QStringList& known) {
    m_names->clear();
    m_names->addItems(known);
    m_names->setCurrentIndex(known.isEmpty() ? -1 : 0);
    show();
    m_names->setFocus(Qt::OtherFocusReason);
    m_names->lineEdit()->selectAll();
}

void FeatureRaterLine::accept() {
    const QString name = m_names->currentText().simplified();
    if (name.isEmpty()) {
        m_names->setFocus();
        return;
    }
    hide();
    Q_EMIT answered(name);
}

void FeatureRaterLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        accept();
    } else if (event->key() == Qt::Key_Escape) {
        hide();
        Q_EMIT cancelled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace saferscope
