// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <vector>

namespace saferscope {

/// A page of the help. Pages come from the program's own resources (resources/help/LANGUAGE/NAME.html, English where a
/// language lacks one) or are made from lists the program works by; nothing is ever fetched.
struct HelpPage {
    QString name;   ///< as links and F1 call it: "mapping"
    QString title;  ///< translated
};

/// In the order of the contents list; the first is what Help > Contents shows.
std::vector<HelpPage> helpPages();
/// The page's HTML (the subset that QTextDocument reads); empty for a name that is none.
QString helpPageHtml(const QString& name);
/// A picture that pages show, "pictures/NAME" (resources/help/pictures, made by packaging/screenshots), for a light or
/// a dark theme, of a window in the language where there is one; null for any other path.
QImage helpPicture(const QString& path, bool dark);
/// The page's words alone, for searching.
QString helpPageText(const QString& name);

}  // namespace saferscope
