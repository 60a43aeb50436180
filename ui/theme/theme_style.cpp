// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_style.h"

#include <QHash>

namespace saferscope {
namespace {

/// `@token` names are replaced by the colours of the theme.
const char* const sheet = R"(
QToolTip { color: @text; background: @raised; border: 1px solid @strongBorder; border-radius: @smallRadius; padding: 4px 6px; }

QFrame[role="card"] { background: @surface; border: 1px solid @border; border-radius: @radius; }
QFrame[role="line"] { background: @border; border: none; }
QLabel[role="muted"] { color: @mutedText; }
QLabel[role="error"] { color: @error; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="ok"] { color: @ok; }

QPushButton { outline: none; color: @text; background: @surface; border: 1px solid @strongBorder; border-radius: @smallRadius; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
QPushButton:disabled { color: @disabled; border-color: @border; background: transparent; }
QPushButton:default, QPushButton[role="primary"] { color: @accentText; background: @accent; border-color: @accent; }
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled { color: @disabled; background: @sunken; border-color: @border; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton[role="quiet"] { color: @accent; background: transparent; border-color: transparent; padding: 5px 8px; }
QPushButton[role="quiet"]:hover { background: @hover; }
QPushButton[role="quiet"]:focus { border: 2px solid @accent; padding: 4px 7px; }
QPushButton[role="quiet"]:disabled { color: @disabled; }
QPushButton::menu-indicator { image: url(@chevron); width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }
QPushButton:checked { color: @accent; background: @selection; border-color: @accent; }

QToolButton { color: @text; background: transparent; border: 1px solid transparent; border-radius: @smallRadius; padding: 3px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @selection; }
QToolButton:focus { border: 2px solid @accent; padding: 2px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  color: @text; background: @field; border: 1px solid @strongBorder; border-radius: @smallRadius; selection-background-color: @accent; selection-color: @accentText; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { padding: 4px 8px; min-height: 18px; }
QComboBox { padding-left: 10px; }
QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid @accent; padding: 3px 7px; }
QComboBox:focus { border: 2px solid @accent; padding: 3px 7px 3px 9px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @disabled; background: @window; border-color: @border; }
QLineEdit:read-only { background: @window; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@chevron); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @strongBorder; selection-background-color: @selection; selection-color: @text; outline: none; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }

QAbstractItemView { background: @surface; alternate-background-color: @raised; color: @text; border: 1px solid transparent; gridline-color: @border;
  selection-background-color: @selection; selection-color: @text; outline: none; }
QAbstractItemView:focus { border: 1px solid @accent; border-radius: 3px; }
QTableView::item, QTreeView::item, QListView::item { padding: 3px 8px; border: none; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @surface; border: none; }
/* A title over its cells' text: these have 8px and Qt's own 3; at the right the room for the arrow, 10px, is added to 1. */
QHeaderView::section { background: @surface; color: @mutedText; border: none; border-bottom: 1px solid @border; padding: 6px 1px 6px 11px; }
QHeaderView::section:hover { color: @text; background: @hover; }
QHeaderView::up-arrow { image: url(@chevronUp); width: 10px; height: 10px; subcontrol-position: center right; right: 0px; }
QHeaderView::down-arrow { image: url(@chevron); width: 10px; height: 10px; subcontrol-position: center right; right: 0px; }
QTableCornerButton::section { background: @surface; border: none; }

QMenuBar { background: @window; color: @text; border-bottom: 1px solid @border; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: @smallRadius; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @surface; color: @text; border: 1px solid @strongBorder; padding: 5px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: @smallRadius; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 5px 6px; }
QMenu::indicator { width: 14px; height: 14px; left: 5px; }
QMenu::indicator:checked { image: url(@check); }

QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar { qproperty-drawBase: 0; outline: none; }
QTabBar::tab { color: @mutedText; background: transparent; padding: 7px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:selected:focus { color: @text; background: @selection; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @scrollHandle; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @mutedText; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: 1px solid transparent; }
QScrollArea:focus { border: 1px solid @accent; border-radius: 3px; }

QProgressBar { background: @sunken; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QProgressBar[still="true"]::chunk { background: qlineargradient(spread:repeat, x1:0, y1:0, x2:0.05, y2:0, stop:0 @accent, stop:0.6 @accent, stop:0.61 @sunken, stop:1 @sunken); }

QSlider::groove:horizontal { background: @border; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; border: 2px solid @surface; width: 12px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: @surface; border: 3px solid @text; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: @strongBorder; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }

QCheckBox, QRadioButton { color: @text; spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @strongBorder; border-radius: 4px; background: @field; }
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox:focus, QRadioButton:focus { background: @focusFill; border-radius: 3px; }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 13px; height: 13px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@checkOnAccent); }
QAbstractItemView::indicator { width: 13px; height: 13px; border: 1px solid @strongBorder; border-radius: 4px; background: @field; }
QAbstractItemView::indicator:checked { background: @accent; border-color: @accent; image: url(@checkOnAccent); }
QAbstractItemView::indicator:indeterminate { background: @accent; border-color: @accent; image: url(@dashOnAccent); }
QStatusBar { background: @window; color: @mutedText; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QDialog, QMessageBox { background: @window; }
)";

}  // namespace

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    const QColor disabled = mixColors(theme.surface, theme.mutedText, 0.6);
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.mutedText);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.surface);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.error);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.accentText);
    palette.setColor(QPalette::Light, mixColors(theme.surface, Qt::white, 0.1));
    palette.setColor(QPalette::Midlight, theme.border);
    palette.setColor(QPalette::Mid, theme.strongBorder);
    palette.setColor(QPalette::Dark, theme.strongBorder);
    palette.setColor(QPalette::Shadow, mixColors(theme.window, Qt::black, 0.5));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    return palette;
}

QString styleSheetOf(const Theme& theme) {
    const QString variant = theme.dark ? QStringLiteral("dark") : QStringLiteral("light");
    const auto image = [&](const char* name) {
        return QStringLiteral(":/icons/%1-%2.svg").arg(QLatin1String(name), variant);
    };
    const QHash<QString, QString> tokens = {
        {QStringLiteral("window"), theme.window.name()},
        {QStringLiteral("surface"), theme.surface.name()},
        {QStringLiteral("raised"), theme.raised.name()},
        {QStringLiteral("sunken"), theme.sunken.name()},
        {QStringLiteral("border"), theme.border.name()},
        {QStringLiteral("strongBorder"), theme.strongBorder.name()},
        {QStringLiteral("text"), theme.text.name()},
        {QStringLiteral("mutedText"), theme.mutedText.name()},
        {QStringLiteral("accent"), theme.accent.name()},
        {QStringLiteral("accentText"), theme.accentText.name()},
        {QStringLiteral("accentHover"), mixColors(theme.accent, theme.text, 0.18).name()},
        {QStringLiteral("selection"), theme.selection.name()},
        {QStringLiteral("error"), theme.error.name()},
        {QStringLiteral("warning"), theme.warning.name()},
        {QStringLiteral("ok"), theme.ok.name()},
        {QStringLiteral("field"), theme.surface.name()},
        {QStringLiteral("hover"), mixColors(theme.surface, theme.text, 0.055).name()},
        {QStringLiteral("focusFill"), mixColors(theme.surface, theme.accent, 0.2).name()},
        {QStringLiteral("disabled"), mixColors(theme.surface, theme.mutedText, 0.6).name()},
        {QStringLiteral("scrollHandle"), mixColors(theme.surface, theme.mutedText, 0.72).name()},
        {QStringLiteral("radius"), QStringLiteral("%1px").arg(cornerRadius)},
        {QStringLiteral("smallRadius"), QStringLiteral("%1px").arg(smallCornerRadius)},
        {QStringLiteral("chevron"), image("chevron-down")},
        {QStringLiteral("chevronUp"), image("chevron-up")},
        {QStringLiteral("check"), image("check")},
        {QStringLiteral("checkOnAccent"), image("check-on-accent")},
        {QStringLiteral("dashOnAccent"), image("dash-on-accent")},
    };
    const QString source = QString::fromLatin1(sheet);
    QString out;
    out.reserve(source.size() * 2);
    for (qsizetype i = 0; i < source.size();) {
        if (source[i] != QLatin1Char('@')) {
            out += source[i++];
            continue;
        }
        qsizetype end = ++i;
        while (end < source.size() && source[end].isLetter()) {
            ++end;
        }
        out += tokens.value(source.mid(i, end - i));
        i = end;
    }
    return out;
}

}  // namespace saferscope
