// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace saferscope {

/// Carries the wish to read a page of the help from wherever it arises to whoever has the help window: dialogs do not
/// know that window. GUI thread, one per process.
class HelpRequests : public QObject {
    Q_OBJECT

public:
    static HelpRequests& instance();
    void ask(const QString& page) { Q_EMIT requested(page); }

Q_SIGNALS:
    /// `page` is the page's name, perhaps with a place in it: "formats#pairs".
    void requested(const QString& page);
};

/// F1 anywhere in `window` (a dialog) asks for the page.
void offerHelp(QWidget* window, const QString& page);

}  // namespace saferscope
