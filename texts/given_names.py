"""Common given names of people in Germany: with one of them, two capitalised words are a person."""

GIVEN_NAMES = frozenset(
    """
    Achim Adam Adrian Agnes Agnieszka Ahmet Aileen Aische Alessandro Alex Alexander Alexandra Alexej Ali Alina
    Aline Alma Alois Amelie Amina Amir Andrea Andreas Andrej Angela Angelika Anika Anita Anja Anke Anna Annalena
    Anne Annegret Anneke Anneliese Annemarie Annett Annette Annika Annkathrin Annkatrin Anselm Ansgar Antje Anton
    Antonia Antonio Arend Armin Arnd Arndt Arne Arno Arnold Arthur Artur Arvid Astrid Aurel Aurelia Axel Ayhan Aylin
    Ayse Balthasar Barbara Bastian Beate Beatrice Beatrix Belinda Ben Benedikt Benita Benjamin Bennet Benno Bente
    Bernadette Bernd Bernhard Bert Berthold Bettina Bianca Birgit Birte Birthe Bjarne Björn Bodo Boris Bosse Branka
    Brigitte Britta Bruno Burghard Burkhard Burkhardt Can Carina Carl Carla Carmen Carola Carolin Caroline Carsten
    Catharina Cem Cemal Charlotte Chiara Christa Christel Christian Christiane Christin Christina Christine Christof
    Christoph Christopher Claas Clara Claudia Claus Clemens Conny Constanze Cora Cordula Corinna Cornelia Cornelius
    Cosima Cäcilia Dagmar Damian Daniel Daniela Danny Daria David Delia Denis Denise Deniz Dennis Desiree Detlef
    Diana Dieter Diethelm Dietmar Dietrich Dirk Dmitri Dominik Doris Dorit Dorothea Dorothee Dunja Dörte Dörthe
    Eberhard Eckart Eckhard Edda Edeltraud Edgar Edith Eduard Edzard Egon Elena Elfriede Elias Elif Elin Elina Elisa
    Elisabeth Elke Ella Ellen Elmar Elsa Emil Emilia Emily Emine Emma Emre Engelbert Enno Enrico Erdal Eric Erich
    Erik Erika Ernst Erwin Esther Eugen Eva Evelyn Ewa Fabian Fabio Falk Farid Fatih Fatma Felicitas Felix Fenja
    Ferdinand Finja Finn Fiona Flora Florian Frank Franka Franz Franziska Frauke Fred Frederik Frieda Friedemann
    Frieder Friederike Friedhelm Friedrich Fritz Fritzi Gabi Gabriel Gabriele Georg Gerald Geraldine
    Gerd Gereon Gerhard Gerlind Gerlinde Gero Gert Gertrud Gesa Gesine Gisela Gitta Goran Gottfried Gottlieb Gregor
    Greta Grit Gudrun Guido Gunnar Gunter Gustav Günter Günther Hagen Hakan Halil Hamid Hanna Hannah Hannelore
    Hannes Hans Harald Harry Hartmut Hasan Hauke Hedwig Heidi Heidrun Heike Heiko Heiner Heinrich Heinz Helen Helena
    Helene Helga Helge Hella Helmar Helmut Hendrik Henning Henny Henri Henrietta Henrik Henrike Henry Herbert
    Hermann Hilde Hildegard Hilke Hilmar Hinrich Holger Horst Hubert Hubertus Hugo Hülya Ibrahim Ida Igor Ilja Ilka
    Ilona Ilse Imke Ina Ines Inga Inge Ingeborg Ingmar Ingo Ingrid Inka Inken Insa Irene Irina Iris Irmgard Isabel
    Isabell Isabella Isabelle Isolde Ivan Ivo Jacob Jakob Jan Jana Janina Janine Jannik Jannis Janosch Jaqueline
    Jasmin Jasper Jean Jelena Jennifer Jenny Jens Jessica Jessika Jette Jim Joachim Joana Jochen Joel Johann Johanna
    Johannes John Jolanda Jonas Jonathan Joris Josef Josefa Josefine Joseph Josephine Jost Judith Jule Julia Julian
    Juliane Juri Justin Justus Jutta Jörg Jörn Jürgen Kai Kaja Karen Karin Karina Karl Karla Karola Karolin Karoline
    Karsten Kaspar Katalin Katarina Katarzyna Katharina Katherina Kathleen Kathrin Katja Katrin Kay Kaya Keno Kerem
    Kerstin Kevin Kilian Kim Kirsten Klara Klaus Knut Konrad Konstantin Kora Korbinian Korinna Kornelia Kristian
    Kristin Kristina Krystyna Kurt Käthe Lara Larissa Lars Lasse Laura Laurenz Lea Leif Leila Lena Lenn Lennart Leo
    Leon Leonard Leonhard Leonid Leonie Leopold Levin Leyla Liane Liesbeth Liliane Lilli Lilly Lina Linda Linn Linus
    Lisa Liv Lore Lorena Lorenz Lothar Lotte Louis Louisa Luca Lucas Lucia Ludger Ludmilla Ludwig Luis Luise Lukas
    Lutz Luzie Lydia Madeleine Mads Magda Magdalena Maik Maike Maja Malgorzata Malin Malte Mandy Manfred Manuel
    Manuela Mara Marc Marcel Marco Marcus Mareike Maren Margarete Margit Margot Margret Margrit Maria Mariam Marian
    Marianne Marie Marietta Marina Mario Marion Marit Marius Mark Marko Markus Marlen Marlene Marlies Marta Martha
    Martin Martina Marvin Maryam Marzena Mathias Mathilde Matthias Maurice Max Maximilian Maya Mechthild Mehmed
    Mehmet Meike Melanie Melissa Mercedes Meret Merle Merlin Merve Metin Mia Michael Michaela Michele Miguel Mike
    Mila Milan Mina Mirco Miriam Mirja Mirjam Mirko Mohamed Momme Mona Monika Monique Moritz Murat Mustafa Nadeschda
    Nadia Nadine Nadja Nancy Natalia Natalie Natascha Nathalie Nele Nevin Nico Nicola Nicolai Nicolas Nicole Niels
    Nikola Nikolai Nikolas Nikolaus Nils Nina Noah Noor Nora Norbert Norma Norman Nour Odette Okke Oksana Olaf Ole
    Oleg Olena Olga Oliver Olivia Onno Orhan Oskar Oswald Ottilie Otto Pamela Pascal Patricia Patrick Patrik Paul
    Paula Paulina Pauline Pedro Peer Peggy Peter Petra Philip Philipp Philippe Pia Pierre Pinar Piotr Quirin Rafael
    Rahel Raimund Rainer Ralf Ralph Ramin Ramona Rana Raphael Rasmus Rebecca Rebekka Regina Regine Reiner Reinhard
    Reinhilde Reinhold Renate René Reza Ricarda Richard Rico Rita Robert Robin Roger Roland Rolf Roman Romy Ron
    Ronald Ronja Ronny Rosa Rosalie Rosalinde Rosemarie Roswitha Ruben Rudi Rudolf Rupert Ruth Rüdiger Sabina Sabine
    Sabrije Sabrina Sami Samira Samuel Sandra Sandro Sandy Sara Sarah Sascha Saskia Sebastian Selin Selina Selma
    Senta Sepp Sergej Serkan Sibylle Sidonie Siegfried Siegmar Siegrid Sigrid Silas Silja Silke Silvana Silvia Simon
    Simona Simone Sina Sinan Sofia Sofie Solveig Sonja Sophia Sophie Stefan Stefanie Stefano Steffen Steffi Stella
    Stephan Stephanie Steven Susan Susann Susanne Suse Svea Sven Svenja Svetlana Swantje Swen Sybille Sylke Sylvia
    Sylvie Sönke Tabea Tahir Tamara Tania Tanja Tatiana Tatjana Telse Teresa Thea Theo Theodor Theresa Therese
    Theresia Thies Thilda Thilo Thomas Thorben Thore Thorsten Tilda Till Tilman Tilo Tim Timo Tina Tino Titus Tjark
    Tobias Tom Tomasz Tomke Toni Torben Torsten Traugott Tristan Trude Ubbo Udo Ugur Ulf Ulla Ulli Ullrich Ulrich
    Ulrike Urs Ursula Urte Uschi Uta Ute Uwe Valentin Valentina Valeria Valerie Vanessa Veit Vera Verena Veronika
    Victor Victoria Viktor Viktoria Vincent Vinzenz Viola Vivian Viviane Vladimir Volker Volkmar Walburga Waldemar
    Walter Waltraud Wanda Wencke Wendelin Wenke Wenzel Werner Wibke Wiebke Wilfried Wilhelm Willi Willy Wilma
    Winfried Wolf Wolfgang Wolfhard Wolfram Xaver Xenia Yannick Yara Yasemin Yasmin Yusuf Yvette Yvonne Zeynep Zita
    Zoe Zora Álvaro Éva Özlem Öztürk
    """.split()
)
