// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/guide/palette_entry.h"

#include <QFrame>
#include <QPointer>
#include <functional>
#include <vector>

class QLineEdit;
class QListView;
class QSettings;

namespace saferscope {

class Label;
class PaletteModel;

/// The box that Ctrl+K opens over the window: type, pick with the arrow keys, Enter does it, Esc closes. Whatever it
/// lists is given anew each time it opens; what is searched for in the background comes through addFound().
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    /// `window` is what it lies over; `settings` remembers what was used (may be null) and must outlive it.
    CommandPalette(QWidget* window, QSettings* settings);
    void openWith(std::vector<PaletteEntry> entries);
    /// Focus goes back to where it was.
    void closePalette();
    /// For what was typed when `typed` was asked; ignored when something else stands there now.
    void addFound(const QString& typed, const std::vector<PaletteEntry>& found);
    void searchEnded(const QString& typed);

    QLineEdit* field() const { return m_field; }
    QListView* list() const { return m_list; }
    PaletteModel* model() const { return m_model; }
    QString hint() const;

Q_SIGNALS:
    /// Something else is typed: the time to ask a search.
    void queryChanged(const QString& typed);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Delegate;

    void place();
    void typed();
    void move(int rows);
    void select(int row);
    void act(int row);
    void remember(const QString& id);
    void tellCurrent();
    QStringList recent() const;

    QWidget* const m_window;
    QSettings* const m_settings;
    QLineEdit* m_field = nullptr;
    QListView* m_list = nullptr;
    PaletteModel* m_model = nullptr;
    Label* m_hint = nullptr;
    QPointer<QWidget> m_before;  ///< had the focus
    bool m_searching = false;
};

}  // namespace saferscope
