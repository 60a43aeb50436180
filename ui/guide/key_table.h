// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <vector>

class QLineEdit;
class QTreeWidget;

namespace saferscope {

struct KeyLine {
    QString keys;
    QString meaning;
};
struct KeyGroup {
    QString title;
    std::vector<KeyLine> lines;
};

/// Keys that painted views handle themselves, which no action knows: heat maps, the rating cards, charts, tables.
std::vector<KeyGroup> viewKeys();
/// As a page to print; texts are escaped.
QString keyTableHtml(const std::vector<KeyGroup>& groups);

/// All keys, grouped, with a field to search in and a button to print.
class KeyTableDialog : public QDialog {
    Q_OBJECT

public:
    KeyTableDialog(std::vector<KeyGroup> groups, QWidget* parent);
    QLineEdit* field() const { return m_field; }
    QTreeWidget* table() const { return m_table; }
    const std::vector<KeyGroup>& groups() const { return m_groups; }
    /// Writes the page as PDF; false when the file cannot be written.
    bool writePdf(const QString& path) const;

private:
    void fill();
    void print();

    const std::vector<KeyGroup> m_groups;
    QLineEdit* m_field = nullptr;
    QTreeWidget* m_table = nullptr;
};

}  // namespace saferscope
