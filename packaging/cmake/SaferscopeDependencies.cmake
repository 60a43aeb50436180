# SPDX-License-Identifier: GPL-3.0-or-later
# Every outside library, once, with the reason it is here. packaging/THIRD_PARTY.md says more.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)  # tests only: plays the judges' servers
find_package(Torch REQUIRED)

set_package_properties(nlohmann_json PROPERTIES PURPOSE "JSON: configurations, run events, data sets")
set_package_properties(tl-expected PROPERTIES PURPOSE "result values (std::expected is C++23)")
set_package_properties(spdlog PROPERTIES PURPOSE "logs")
set_package_properties(CLI11 PROPERTIES PURPOSE "command line of safer")
set_package_properties(ZLIB PROPERTIES PURPOSE ".gz data sets")
set_package_properties(OpenSSL PROPERTIES PURPOSE "SHA-256 of contents")
set_package_properties(CURL PROPERTIES PURPOSE "asking LLM judges over HTTPS")
set_package_properties(SQLiteCpp PROPERTIES PURPOSE "the workspace database")
set_package_properties(Torch PROPERTIES PURPOSE "reward models and sparse autoencoders")

# libtorch is one interface target whatever its origin: Debian's package or an official archive in CMAKE_PREFIX_PATH.
add_library(saferscope_torch INTERFACE)
target_link_libraries(saferscope_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(saferscope_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
separate_arguments(SAFERSCOPE_TORCH_FLAGS UNIX_COMMAND "${TORCH_CXX_FLAGS}")
# -fPIC also in executables: the precompiled header they share with the libraries is compiled so.
target_compile_options(saferscope_torch INTERFACE ${SAFERSCOPE_TORCH_FLAGS} -fPIC)

if(SAFERSCOPE_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets PrintSupport Svg Test LinguistTools)
  find_package(QCustomPlotQt6 REQUIRED)
  find_package(Qt6Keychain)
  set_package_properties(Qt6 PROPERTIES PURPOSE "the window")
  set_package_properties(QCustomPlotQt6 PROPERTIES PURPOSE "charts")
  set_package_properties(Qt6Keychain PROPERTIES TYPE RECOMMENDED PURPOSE "judges' API keys in the system's keyring")
  add_feature_info("system keyring" Qt6Keychain_FOUND
    "keeps judges' API keys; without it the window asks for them in every session")
endif()
